package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Every action that the emulator answers. */
public final class CkafkaActions {
    private CkafkaActions() {
    }

    public static List<Action> of(List<SandboxInstance> instances, Clock clock) {
        Clusters clusters = new Clusters(instances);
        return Stream.concat(cloud(instances, clusters), legacy(instances, clusters)).toList();
    }

    private static Stream<Action> cloud(List<SandboxInstance> instances, Clusters clusters) {
        return Stream.of(new DescribeInstances(instances), new DescribeInstancesDetail(instances, clusters.byId()),
                new DescribeInstanceAttributes(instances), new DescribeRegion(), new DescribeTaskStatus(),
                new DescribeGroup(clusters), new DescribeGroupInfo(clusters), new DescribeGroupOffsets(clusters),
                new DescribeTopic(clusters), new DescribeTopicDetail(clusters), new DescribeTopicSyncReplica(clusters),
                new DescribeTopicSubscribeGroup(clusters), new ModifyGroupOffsets(clusters),
                new BatchModifyGroupOffsets(clusters), new DescribeConsumerGroup(clusters),
                FetchMessages.byOffset(clusters, instances), FetchMessages.byTimestamp(clusters, instances));
    }

    private static Stream<Action> legacy(List<SandboxInstance> instances, Clusters clusters) {
        return Stream.of(new ListInstance(new DescribeInstances(instances)), new ListGroup(clusters),
                new GetGroupInfo(new DescribeGroupInfo(clusters)),
                new GetGroupOffsets(new DescribeGroupOffsets(clusters)), SetGroupOffset.asInSamples(clusters),
                SetGroupOffset.asInTheOverview(clusters), new CheckTaskStatus(new DescribeTaskStatus()));
    }
}
