package dev.tidemark.sandbox.emulator.action;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.TopicPartition;

/**
 * A fault that only the action itself can act out, because it changes when something is written, or what is said of one
 * partition and not of another.
 */
public sealed interface ActionFault {
    /** In texts of the answers that a fault made. */
    String TEXT = "A fault that was armed in the emulator.";

    /**
     * The write is checked and accepted at once, and executed in the background as a task with a FlowId.
     *
     * @param takes until then the task is running and nothing is written
     * @param failure why it fails then, without having written anything; empty when it succeeds
     */
    record Task(Duration takes, String failure) implements ActionFault {
    }

    /**
     * Partitions have an error code of Kafka's. A write leaves them as they are.
     *
     * @param topic whose partitions, or all topics
     * @param partition which one, or all of them
     */
    record PartitionError(int code, Optional<String> topic, OptionalInt partition) implements ActionFault {
        public boolean hits(TopicPartition one) {
            return topic.map(one.topic()::equals).orElse(true)
                    && (partition.isEmpty() || partition.getAsInt() == one.partition());
        }
    }
}
