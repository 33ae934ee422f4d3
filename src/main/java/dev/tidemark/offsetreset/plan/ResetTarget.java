package dev.tidemark.offsetreset.plan;

import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where offsets shall go: one of the scenarios of {@code kafka-consumer-groups --reset-offsets}, by their names there. */
public sealed interface ResetTarget {
    /** As Kafka's tool spells it, without the two dashes. */
    String scenario();

    /** Whether the target is a moment, whose offsets only CKafka knows. */
    default boolean isTime() {
        return this instanceof ToDatetime || this instanceof ByDuration;
    }

    /** The first message that is still kept. */
    record ToEarliest() implements ResetTarget {
        @Override
        public String scenario() {
            return "to-earliest";
        }
    }

    /** The end of the log: everything before is never processed. */
    record ToLatest() implements ResetTarget {
        @Override
        public String scenario() {
            return "to-latest";
        }
    }

    /** The committed offset; with a file this is how a backup is made. */
    record ToCurrent() implements ResetTarget {
        @Override
        public String scenario() {
            return "to-current";
        }
    }

    /** The same offset in every partition of the scope. */
    record ToOffset(long offset) implements ResetTarget {
        public ToOffset {
            if (offset < 0) {
                throw new IllegalArgumentException("an offset is never negative: " + offset);
            }
        }

        @Override
        public String scenario() {
            return "to-offset";
        }
    }

    /** Relative to the committed offset: positive skips ahead, negative reads again. */
    record ShiftBy(long by) implements ResetTarget {
        @Override
        public String scenario() {
            return "shift-by";
        }
    }

    /** The first message at or after a moment; where there is none, the end of the log. */
    record ToDatetime(Instant datetime) implements ResetTarget {
        @Override
        public String scenario() {
            return "to-datetime";
        }
    }

    /** As {@link ToDatetime}, so long before the plan is made. */
    record ByDuration(Duration duration) implements ResetTarget {
        public ByDuration {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a duration back in time is never negative: " + duration);
            }
        }

        @Override
        public String scenario() {
            return "by-duration";
        }
    }

    /** An offset for each partition, from a file that {@code --export} wrote. */
    record FromFile(SortedMap<TopicPartition, Long> offsets) implements ResetTarget {
        public FromFile {
            offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
        }

        @Override
        public String scenario() {
            return "from-file";
        }
    }
}
