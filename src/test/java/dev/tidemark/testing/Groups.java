package dev.tidemark.testing;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instances, groups, members and failures as tests need them. */
public final class Groups {
    private Groups() {
    }

    public static KafkaInstance instance(String id, String name, String region) {
        return new KafkaInstance(new InstanceId(id), name, "default", region, InstanceStatus.RUNNING,
                Optional.of("2.4.1"), Map.of("env", "prod"));
    }

    public static ConsumerGroup stable(String name, Member... members) {
        return new ConsumerGroup(new ConsumerGroupId(name), GroupState.STABLE, "consumer", "range",
                List.of(members));
    }

    public static ConsumerGroup empty(String name) {
        return new ConsumerGroup(new ConsumerGroupId(name), GroupState.EMPTY, "consumer", "", List.of());
    }

    /** A member with partitions written as {@code topic-0}. */
    public static Member member(String clientId, String host, String... partitions) {
        return new Member(clientId + "-4f1d", clientId, host,
                Arrays.stream(partitions).map(Groups::partition).sorted().toList());
    }

    public static ClusterUnavailable notSupported() {
        return new ClusterUnavailable(ClusterUnavailable.Reason.NOT_SUPPORTED, Optional.empty(), Optional.empty(),
                "API v2 cannot tell.", null);
    }

    public static ClusterUnavailable throttled() {
        return new ClusterUnavailable(Reason.THROTTLED, Optional.of("RequestLimitExceeded"), Optional.of("req-7c1f"),
                "too many requests in a second", new IOException("never shown: secret-in-a-cause"));
    }

    private static TopicPartition partition(String text) {
        int dash = text.lastIndexOf('-');
        return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
    }
}
