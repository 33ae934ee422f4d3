package dev.tidemark.ckafka.v3;

import static dev.tidemark.ckafka.v3.V3GroupAnswers.rows;

import com.tencentcloudapi.ckafka.v20190819.models.DescribeTopicSubscribeGroupRequest;
import com.tencentcloudapi.ckafka.v20190819.models.TopicSubscribeGroup;
import dev.tidemark.ckafka.call.Caller;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.instance.Instances;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import java.util.List;

/** Asks DescribeTopicSubscribeGroup, whose Status is 0 while the cloud collects the groups and 1 when they are all there. */
public final class V3TopicSubscribers implements TopicSubscribers {
    private static final long COMPLETE = 1;

    private final V3InstanceCalls calls;

    public V3TopicSubscribers(Instances instances, V3Calls calls, Caller caller) {
        this.calls = new V3InstanceCalls(instances, calls, caller);
    }

    @Override
    public Answer readers(InstanceId instance, String topic, PageRequest page) {
        return calls.read(instance, "DescribeTopicSubscribeGroup", client -> {
            DescribeTopicSubscribeGroupRequest request = new DescribeTopicSubscribeGroupRequest();
            request.setInstanceId(instance.value());
            request.setTopicName(topic);
            request.setOffset((long) page.offset());
            request.setLimit((long) page.limit());
            TopicSubscribeGroup found = client.DescribeTopicSubscribeGroup(request).getResult();
            return found.getStatus() == COMPLETE
                    ? new Answer(true, found.getTotalCount(),
                            V3GroupAnswers.toGroups(rows(found.getGroupsInfo()).toList()).values().stream()
                                    .sorted((one, other) -> one.id().compareTo(other.id())).toList())
                    : new Answer(false, 0, List.of());
        });
    }
}
