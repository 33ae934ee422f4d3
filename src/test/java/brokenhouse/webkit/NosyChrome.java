package brokenhouse.webkit;

import brokenhouse.consumergroup.web.PortController;
import com.tencentcloudapi.common.AbstractModel;
import org.apache.kafka.common.Cluster;

/** Outside ckafka and sandbox, yet imports the SDK and Kafka. */
public record NosyChrome(PortController controller, AbstractModel sdk, Cluster cluster) {
}
