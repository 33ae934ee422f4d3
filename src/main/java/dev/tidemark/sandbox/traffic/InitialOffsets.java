package dev.tidemark.sandbox.traffic;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The first commit of a group, made before the traffic begins.
 *
 * @param behind share of the history left unread: 0 is the log end, 1 is offset 0
 * @param by who commits
 * @param on the partitions that are committed
 */
record InitialOffsets(double behind, By by, Predicate<TopicPartition> on) {
    /** Who makes the first commit. Kafka remembers the difference: a group without a member so far has no protocol. */
    enum By {
        /** From outside, as a tool does. */
        ADMIN,
        /** A real member that joins, commits and leaves. */
        VISITOR
    }

    /** How a group begins; empty when nothing is committed before its members join. */
    static Optional<InitialOffsets> of(DemoGroup group) {
        return switch (group.condition()) {
            case HEALTHY, IDLE -> opening(0, By.ADMIN);
            case FALLING_BEHIND -> opening(0.3, By.ADMIN);
            case STALLED_PARTITION -> opening(0.2, By.ADMIN);
            case STOPPED -> opening(0.4, By.VISITOR);
            case CATCHING_UP -> opening(1, By.ADMIN);
            case PARTLY_COMMITTED -> Optional.of(new InitialOffsets(0.1, By.ADMIN, InitialOffsets::isEven));
            case MANY_TOPICS -> opening(0.5, By.ADMIN);
            case SELF_ASSIGNED -> opening(0.1, By.ADMIN);
            case HOSTILE_NAME -> opening(0.3, By.VISITOR);
            // Less than what the topic's trimming deletes.
            case BELOW_EARLIEST -> opening(0.95, By.VISITOR);
            case ABANDONED -> opening(0.25, By.ADMIN);
            case NEVER_COMMITTED, CONSUMER_PROTOCOL -> Optional.empty();
        };
    }

    static boolean isEven(TopicPartition partition) {
        return partition.partition() % 2 == 0;
    }

    private static Optional<InitialOffsets> opening(double behind, By by) {
        return Optional.of(new InitialOffsets(behind, by, partition -> true));
    }
}
