package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Operated;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes a group forget its offsets of one topic. Refused while a member subscribes to the topic, and where there is
 * nothing to forget.
 */
public record DeleteGroupSubscribeTopic(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "Group", "Topic");
    }

    @Override
    public int requestsPerSecond() {
        return 20;
    }

    @Override
    public Operated answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "Group");
        String topic = parameters.requiredText("Topic");
        Set<TopicPartition> committed = cluster.committed(group).keySet().stream()
                .filter(partition -> partition.topic().equals(topic)).collect(Collectors.toSet());
        if (committed.isEmpty()) {
            throw new ApiError("FailedOperation", "The group `" + group + "` has no offsets of the topic `" + topic
                    + "`.");
        }
        cluster.deleteOffsets(group, committed);
        return Operated.as("0", "success");
    }
}
