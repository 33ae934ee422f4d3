package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.orEmpty;

import com.tencentcloudapi.ckafka.v20190819.models.Config;
import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicAttributesRequest;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.consumergroup.TopicRetention;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.InstanceId;
import java.time.Duration;
import java.util.Optional;

/** Reads how long a topic keeps its messages with DescribeTopicAttributes. */
public final class V3TopicRetention implements TopicRetention {
    private final V3InstanceCalls calls;

    public V3TopicRetention(Instances instances, V3Calls calls, Caller caller) {
        this.calls = new V3InstanceCalls(instances, calls, caller);
    }

    @Override
    public Optional<Retention> of(InstanceId instance, String topic) {
        Config config = calls.read(instance, "DescribeTopicAttributes", client -> {
            DescribeTopicAttributesRequest request = new DescribeTopicAttributesRequest();
            request.setInstanceId(instance.value());
            request.setTopicName(topic);
            return client.DescribeTopicAttributes(request).getResult();
        }).getConfig();
        return config == null ? Optional.empty() : Optional.of(retention(config));
    }

    private static Retention retention(Config config) {
        Long millis = config.getRetention();
        return new Retention(
                Optional.ofNullable(millis).filter(some -> some > 0).map(Duration::ofMillis),
                orEmpty(config.getCleanUpPolicy()).contains("compact"));
    }
}
