package dev.tidemark.sandbox.emulator.action.reset;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ActionFault;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.LegacyNames;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;

/**
 * The legacy API's reset, documented by this name and as {@code SetGroupOffsets}: the strategies of
 * {@link ModifyGroupOffsets} on whole topics, all of the group's when none is named. Each topic succeeds or fails for
 * itself, and the request as a whole succeeds all the same.
 */
public final class SetGroupOffset implements Action {
    private final String name;
    private final Clusters clusters;

    private SetGroupOffset(String name, Clusters clusters) {
        this.name = name;
        this.clusters = clusters;
    }

    public static SetGroupOffset asInSamples(Clusters clusters) {
        return new SetGroupOffset("SetGroupOffset", clusters);
    }

    public static SetGroupOffset asInTheOverview(Clusters clusters) {
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
        return answer(legacy, _ -> OptionalInt.empty());
    }

    @Override
    public Answer answer(Parameters legacy, ActionFault fault) {
        return fault instanceof ActionFault.PartitionError error
                ? answer(legacy, one -> error.hits(one) ? OptionalInt.of(error.code()) : OptionalInt.empty())
                : answer(legacy);
    }

    private Answer answer(Parameters legacy, Function<TopicPartition, OptionalInt> faults) {
        Parameters parameters = LegacyNames.of(legacy);
        Cluster cluster = clusters.of(parameters);
        String group = Clusters.group(parameters, "Group");
        Strategy strategy = Strategy.of(parameters);
        List<String> named = parameters.texts("Topics");
        Reset reset = Reset.of(cluster, group);
        Set<String> topics = new TreeSet<>(named.isEmpty() ? reset.committedTopics() : named);
        Set<String> known = cluster.describeTopics(topics).keySet();
        Data data = new Data(new ArrayList<>(), new ArrayList<>());
        for (String topic : topics) {
            if (known.contains(topic)) {
                try {
                    move(topic, reset, strategy.targets(reset, reset.partitions(Set.of(topic), List.of())), faults,
                            data);
                } catch (ApiError refused) {
                    // Nothing to shift from: no error of Kafka's means that, so the one that means nothing else.
                    data.failed().add(
                            new Failed(topic, Errors.UNKNOWN_SERVER_ERROR.code(), refused.text(), List.of()));
                }
            } else {
                data.failed().add(failed(topic, Errors.UNKNOWN_TOPIC_OR_PARTITION));
            }
        }
        return new Answer("", data);
    }

    /** Writes what no fault hits; a topic of which only a part is written succeeds and fails. */
    private static void move(String topic, Reset reset, Map<TopicPartition, Long> targets,
            Function<TopicPartition, OptionalInt> faults, Data data) {
        Map<TopicPartition, Long> written = new HashMap<>(targets);
        List<Partition> unwritten = new ArrayList<>();
        targets.keySet().stream().sorted(Cluster.ORDER).forEach(one -> faults.apply(one).ifPresent(code -> {
            written.remove(one);
            unwritten.add(new Partition(one.partition(), targets.getOrDefault(one, -1L), code));
        }));
        if (!unwritten.isEmpty()) {
            data.failed().add(new Failed(topic, unwritten.getFirst().error(), ActionFault.TEXT, unwritten));
        }
        if (!written.isEmpty()) {
            data.succ().add(succeeded(topic, reset.attempt(written)));
        }
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

    /**
     * The legacy envelope's inside.
     *
     * @param msg empty, as both documents print it where others have {@code message}
     */
    public record Answer(String msg, Data data) {
    }

    public record Data(List<Succeeded> succ, List<Failed> failed) {
    }

    record Succeeded(String topic, @JsonProperty("error_code") int error, List<Partition> partitions) {
    }

    record Failed(String topic, @JsonProperty("error_code") int error, @JsonProperty("error_msg") String message,
            List<Partition> partitions) {
    }

    record Partition(int partition, long offset, @JsonProperty("error_code") int error) {
    }
}
