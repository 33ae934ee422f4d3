package dev.tidemark.sandbox.emulator.action;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * The legacy API's reset, documented by this name and as {@code SetGroupOffsets}: the strategies of
 * {@link ModifyGroupOffsets} on whole topics, all of the group's when none is named. Each topic succeeds or fails for
 * itself, and the request as a whole succeeds all the same.
 */
final class SetGroupOffset implements Action {
    private final String name;
    private final Clusters clusters;

    private SetGroupOffset(String name, Clusters clusters) {
        this.name = name;
        this.clusters = clusters;
    }

    static SetGroupOffset asInSamples(Clusters clusters) {
        return new SetGroupOffset("SetGroupOffset", clusters);
    }

    static SetGroupOffset asInTheOverview(Clusters clusters) {
        return new SetGroupOffset("SetGroupOffsets", clusters);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ApiVersion api() {
        return ApiVersion.V2;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("instanceId", "group", "topics", "strategy", "shift", "timestamp", "offset");
    }

    @Override
    public Answer answer(Parameters legacy) {
        Parameters parameters = LegacyNames.of(legacy);
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "Group");
        Strategy strategy = Strategy.of(parameters);
        List<String> named = parameters.texts("Topics");
        Reset reset = Reset.of(cluster, group);
        Set<String> topics = new TreeSet<>(named.isEmpty() ? reset.committedTopics() : named);
        Set<String> known = cluster.describeTopics(topics).keySet();
        List<Succeeded> succeeded = new ArrayList<>();
        List<Failed> failed = new ArrayList<>();
        for (String topic : topics) {
            if (known.contains(topic)) {
                try {
                    succeeded.add(succeeded(topic, reset.attempt(
                            strategy.targets(reset, reset.partitions(Set.of(topic), List.of())))));
                } catch (ApiError refused) {
                    // Nothing to shift from: no error of Kafka's means that, so the one that means nothing else.
                    failed.add(new Failed(topic, Errors.UNKNOWN_SERVER_ERROR.code(), refused.text(), List.of()));
                }
            } else {
                failed.add(failed(topic, Errors.UNKNOWN_TOPIC_OR_PARTITION));
            }
        }
        return new Answer(new Data(succeeded, failed));
    }

    private static Succeeded succeeded(String topic, Reset.Written written) {
        return new Succeeded(topic, Errors.NONE.code(), written.offsets().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Cluster.ORDER))
                .map(entry -> new Partition(entry.getKey().partition(), entry.getValue(),
                        error(written, entry.getKey()).code()))
                .toList());
    }

    private static Errors error(Reset.Written written, TopicPartition partition) {
        Throwable refused = written.refused().get(partition);
        return refused == null ? Errors.NONE : Errors.forException(refused);
    }

    private static Failed failed(String topic, Errors error) {
        return new Failed(topic, error.code(), error.message(), List.of());
    }

    record Answer(Data data) {
    }

    record Data(List<Succeeded> succ, List<Failed> failed) {
    }

    record Succeeded(String topic, @JsonProperty("error_code") int error, List<Partition> partitions) {
    }

    record Failed(String topic, @JsonProperty("error_code") int error, @JsonProperty("error_msg") String message,
            List<Partition> partitions) {
    }

    record Partition(int partition, long offset, @JsonProperty("error_code") int error) {
    }
}
