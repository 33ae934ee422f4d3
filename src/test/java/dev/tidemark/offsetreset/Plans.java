package dev.tidemark.offsetreset;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.ClientKind;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.GroupSnapshot.Position;
import dev.tidemark.offsetreset.plan.OffsetsAtTime;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetPlanner;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Groups, targets and plans as tests write them: {@code -} for none, {@code ?} for unknown. */
public final class Plans {
    public static final Instant NOW = Instant.parse("2026-03-04T03:05:06Z");

    private Plans() {
    }

    public static Seen group(GroupState state) {
        return new Seen(state);
    }

    /** A plan by the planner, of every partition that was seen. */
    public static ResetPlan plan(ResetTarget target, ResetMode mode, GroupSnapshot seen) {
        ResetScope scope = new ResetScope(seen.positions().keySet().stream().map(TopicPartition::topic).distinct()
                .map(topic -> new ResetScope.Part(topic, Optional.empty())).toList());
        ResetPlanner.Draft draft = ResetPlanner.plan(target, mode, scope, seen,
                OffsetsAtTime.bounded(seen, Map.of(), NOW.minusSeconds(60)), NOW);
        return new ResetPlan("plan-1", new InstanceId("ckafka-a"), new ConsumerGroupId("orders"), seen.state(), mode,
                target, draft.moment(), draft.partitions(), draft.warnings(), OptionalLong.empty(),
                OptionalLong.empty(), Optional.empty(), Optional.empty(), "olga", NOW,
                NOW.plus(Duration.ofMinutes(15)));
    }

    public static ResetScope wholeTopic(String topic) {
        return new ResetScope(List.of(new ResetScope.Part(topic, Optional.empty())));
    }

    public static ResetMode mode(String name) {
        return ResetMode.valueOf(name.toUpperCase(Locale.ROOT));
    }

    public static ResetTarget target(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "to-earliest" -> new ResetTarget.ToEarliest();
            case "to-latest" -> new ResetTarget.ToLatest();
            case "to-current" -> new ResetTarget.ToCurrent();
            case "to-offset" -> new ResetTarget.ToOffset(Long.parseLong(words[1]));
            case "shift-by" -> new ResetTarget.ShiftBy(Long.parseLong(words[1]));
            case "to-datetime" -> new ResetTarget.ToDatetime(NOW.minusSeconds(60));
            case "by-duration" -> new ResetTarget.ByDuration(Duration.ofMinutes(1));
            case "from-file" -> new ResetTarget.FromFile(
                    new TreeMap<>(Map.of(new TopicPartition("orders", 0), Long.parseLong(words[1]))));
            default -> throw new IllegalArgumentException(text);
        };
    }

    public static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "?";
    }

    private static OptionalLong number(String text) {
        return text.equals("-") || text.equals("?") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    /** A group while a test describes it. */
    public static final class Seen {
        private final GroupState state;
        private final SortedMap<TopicPartition, Position> positions = new TreeMap<>();

        private Seen(GroupState state) {
            this.state = state;
        }

        public Seen at(String topic, int partition, String committed, String earliest, String logEnd) {
            positions.put(new TopicPartition(topic, partition),
                    new Position(number(committed), number(earliest), number(logEnd), "", true));
            return this;
        }

        public Seen unreadable(String topic, int partition) {
            positions.put(new TopicPartition(topic, partition),
                    new Position(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), "", false));
            return this;
        }

        public GroupSnapshot seen() {
            return new GroupSnapshot(state, ClientKind.CONSUMER, positions, NOW);
        }
    }
}
