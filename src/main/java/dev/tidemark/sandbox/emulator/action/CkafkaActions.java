package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SandboxInstance;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Every action that the emulator answers. */
public final class CkafkaActions {
    private CkafkaActions() {
    }

    /** With the default readings. */
    public static List<Action> of(List<SandboxInstance> instances, Clock clock) {
        return of(instances, new Readings(), clock);
    }

    /** With readings that may be changed while the actions are in use. */
    public static List<Action> of(List<SandboxInstance> instances, Readings readings, Clock clock) {
        Clusters clusters = new Clusters(instances);
        Tasks tasks = new Tasks(clock);
        return Stream.concat(cloud(instances, clusters, tasks, readings), legacy(instances, clusters, tasks)).toList();
    }

    private static Stream<Action> cloud(List<SandboxInstance> instances, Clusters clusters, Tasks tasks,
            Readings readings) {
        return Stream.of(new DescribeInstances(instances), new DescribeInstancesDetail(instances, clusters.byId()),
                new DescribeInstanceAttributes(instances), new DescribeRegion(), new DescribeTaskStatus(tasks),
                new DescribeGroup(clusters), new DescribeGroupInfo(clusters), new DescribeGroupOffsets(clusters),
                new DescribeTopic(clusters), new DescribeTopicDetail(clusters), new DescribeTopicSyncReplica(clusters),
                new DescribeTopicSubscribeGroup(clusters), new ModifyGroupOffsets(clusters, tasks, readings),
                new BatchModifyGroupOffsets(clusters, tasks), new DescribeConsumerGroup(clusters),
                FetchMessages.byOffset(clusters, instances), FetchMessages.byTimestamp(clusters, instances,
                        () -> readings.fetchPartition() == Readings.FetchPartition.REQUIRED),
                new FetchMessageByOffset(clusters, instances), new DescribeTopicAttributes(clusters),
                new CreateConsumer(clusters), new DeleteGroup(clusters), new DeleteGroupSubscribeTopic(clusters));
    }

    private static Stream<Action> legacy(List<SandboxInstance> instances, Clusters clusters, Tasks tasks) {
        return Stream.of(new ListInstance(new DescribeInstances(instances)), new ListGroup(clusters),
                new GetGroupInfo(new DescribeGroupInfo(clusters)),
                new GetGroupOffsets(new DescribeGroupOffsets(clusters)), SetGroupOffset.asInSamples(clusters),
                SetGroupOffset.asInTheOverview(clusters), new CheckTaskStatus(new DescribeTaskStatus(tasks)));
    }
}
