package dev.tidemark.offsetreset.write;

import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.Capabilities;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;

/** Port: moves the offsets of a group. Each call is sent once, whatever happens, and is for one topic. */
public interface GroupOffsetsWriter {
    /**
     * Sends one write.
     *
     * @param permit asked once, in the last moment before the bytes leave
     * @throws ClusterUnavailable when it was refused, or when it is not known whether it was executed: the reason tells
     * @throws SendWithheld when the permit was not given; nothing was sent
     */
    Accepted write(InstanceId instance, ConsumerGroupId group, Write write, SendPermit permit);

    /** The state of a write that CKafka executes in the background; a read, which may be repeated. */
    TaskState task(InstanceId instance, long task);

    /** What the API behind this instance can do. */
    Capabilities capabilities(InstanceId instance);

    /** What is written, and to which partitions of one topic. */
    sealed interface Write {
        String topic();
    }

    /** An offset for each partition. */
    record Pinned(String topic, SortedMap<Integer, Long> offsets) implements Write {
    }

    /** The same move for some partitions, worked out by CKafka; never without naming them. */
    record Resolved(String topic, List<Integer> partitions, Move move) implements Write {
        public Resolved {
            partitions = List.copyOf(partitions);
            if (partitions.isEmpty()) {
                throw new IllegalArgumentException("no partition would mean all partitions to CKafka");
            }
        }
    }

    /** What CKafka works out. */
    sealed interface Move {
    }

    /** Strategy 0: new = old + shift. Not to be repeated: a second one moves as far again. */
    record ByShift(long shift) implements Move {
    }

    /** Strategy 1: milliseconds since 1970, or {@link #EARLIEST} or {@link #LATEST}. */
    record ToTime(long timestamp) implements Move {
        public static final long EARLIEST = -2;
        public static final long LATEST = -1;
        // Thirteen digits: from 2001 to 2286. Seconds by mistake would mean January 1970, that is, everything again.
        private static final long LEAST = 1_000_000_000_000L;
        private static final long MOST = 9_999_999_999_999L;

        public ToTime {
            boolean isTime = timestamp >= LEAST && timestamp <= MOST;
            if (timestamp != EARLIEST && timestamp != LATEST && !isTime) {
                throw new IllegalArgumentException("not a time in milliseconds: " + timestamp);
            }
        }
    }

    /** Strategy 2: one offset. */
    record ToOffset(long offset) implements Move {
    }

    /**
     * The API said yes, which is not yet proof.
     *
     * @param task what to ask for until it is done; empty when it is
     * @param partitionResults what it said about each partition; empty for an API that says nothing of them
     */
    record Accepted(String requestId, OptionalLong task, List<PartitionResult> partitionResults) {
        public Accepted {
            partitionResults = List.copyOf(partitionResults);
        }

        public Accepted(String requestId, OptionalLong task) {
            this(requestId, task, List.of());
        }
    }

    /**
     * What the API said about one partition.
     *
     * @param offset where it says it has put it
     * @param error a number of Kafka's protocol, when it says that it has not
     */
    record PartitionResult(int partition, OptionalLong offset, OptionalInt error) {
    }

    /** The state of a task of CKafka. */
    enum TaskState {
        RUNNING, SUCCEEDED, FAILED
    }
}
