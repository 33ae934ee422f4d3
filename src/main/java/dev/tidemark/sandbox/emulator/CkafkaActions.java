package dev.tidemark.sandbox.emulator;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Readings;
import dev.tidemark.sandbox.emulator.action.Tasks;
import dev.tidemark.sandbox.emulator.action.group.CreateConsumer;
import dev.tidemark.sandbox.emulator.action.group.DeleteGroup;
import dev.tidemark.sandbox.emulator.action.group.DeleteGroupSubscribeTopic;
import dev.tidemark.sandbox.emulator.action.group.DescribeConsumerGroup;
import dev.tidemark.sandbox.emulator.action.group.DescribeGroup;
import dev.tidemark.sandbox.emulator.action.group.DescribeGroupInfo;
import dev.tidemark.sandbox.emulator.action.group.DescribeGroupOffsets;
import dev.tidemark.sandbox.emulator.action.group.DescribeTopicSubscribeGroup;
import dev.tidemark.sandbox.emulator.action.group.GetGroupInfo;
import dev.tidemark.sandbox.emulator.action.group.GetGroupOffsets;
import dev.tidemark.sandbox.emulator.action.group.ListGroup;
import dev.tidemark.sandbox.emulator.action.instance.DescribeInstanceAttributes;
import dev.tidemark.sandbox.emulator.action.instance.DescribeInstances;
import dev.tidemark.sandbox.emulator.action.instance.DescribeInstancesDetail;
import dev.tidemark.sandbox.emulator.action.instance.DescribeRegion;
import dev.tidemark.sandbox.emulator.action.instance.ListInstance;
import dev.tidemark.sandbox.emulator.action.reset.BatchModifyGroupOffsets;
import dev.tidemark.sandbox.emulator.action.reset.CheckTaskStatus;
import dev.tidemark.sandbox.emulator.action.reset.DescribeTaskStatus;
import dev.tidemark.sandbox.emulator.action.reset.ModifyGroupOffsets;
import dev.tidemark.sandbox.emulator.action.reset.SetGroupOffset;
import dev.tidemark.sandbox.emulator.action.topic.DescribeTopic;
import dev.tidemark.sandbox.emulator.action.topic.DescribeTopicAttributes;
import dev.tidemark.sandbox.emulator.action.topic.DescribeTopicDetail;
import dev.tidemark.sandbox.emulator.action.topic.DescribeTopicSyncReplica;
import dev.tidemark.sandbox.emulator.action.topic.FetchMessageByOffset;
import dev.tidemark.sandbox.emulator.action.topic.FetchMessages;
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
