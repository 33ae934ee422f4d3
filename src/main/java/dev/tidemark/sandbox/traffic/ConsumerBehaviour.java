package dev.tidemark.sandbox.traffic;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * What each live member of a group does for as long as the traffic runs.
 *
 * @param batch most records of one poll; a small one keeps a slow member's progress even
 * @param reads partitions that are not passed over
 * @param commits partitions whose progress is committed
 * @param imported records written to the group's topics whenever its lag has drained; 0 for none
 */
record ConsumerBehaviour(Supplier<ReadingPace> pace, int batch, Joining joining, Predicate<TopicPartition> reads,
        Predicate<TopicPartition> commits, int imported) {
    private static final int WHOLE_FETCH = 500;
    /** The partition of its first topic on which a stalled member does not get on. */
    static final int STALLED = 3;

    /** How a consumer comes by its partitions. */
    enum Joining {
        CLASSIC_PROTOCOL, CONSUMER_PROTOCOL, ASSIGNS_ITSELF
    }

    static ConsumerBehaviour of(DemoGroup group) {
        return switch (group.condition()) {
            case FALLING_BEHIND -> paced(() -> ReadingPace.tidal(3, 150, 30_000), 4, 0);
            case CATCHING_UP -> paced(() -> ReadingPace.tidal(60, 60, 2_000), 30, 20_000);
            case STALLED_PARTITION -> keepsUp(Joining.CLASSIC_PROTOCOL,
                    partition -> !(partition.topic().equals(group.topics().getFirst())
                            && partition.partition() == STALLED),
                    partition -> true);
            case NEVER_COMMITTED -> keepsUp(Joining.CLASSIC_PROTOCOL, partition -> true, partition -> false);
            case PARTLY_COMMITTED -> keepsUp(Joining.CLASSIC_PROTOCOL, partition -> true, InitialOffsets::isEven);
            case SELF_ASSIGNED -> keepsUp(Joining.ASSIGNS_ITSELF, partition -> true, partition -> true);
            case CONSUMER_PROTOCOL -> keepsUp(Joining.CONSUMER_PROTOCOL, partition -> true, partition -> true);
            case HEALTHY, STOPPED, MANY_TOPICS, HOSTILE_NAME, BELOW_EARLIEST, ABANDONED, IDLE ->
                keepsUp(Joining.CLASSIC_PROTOCOL, partition -> true, partition -> true);
        };
    }

    /** Whether the member takes whatever arrives, and so may wait for a full answer instead of asking often. */
    boolean keepsUp() {
        return batch == WHOLE_FETCH;
    }

    private static ConsumerBehaviour keepsUp(Joining joining, Predicate<TopicPartition> reads,
            Predicate<TopicPartition> commits) {
        return new ConsumerBehaviour(ReadingPace::keepingUp, WHOLE_FETCH, joining, reads, commits, 0);
    }

    private static ConsumerBehaviour paced(Supplier<ReadingPace> pace, int batch, int imported) {
        return new ConsumerBehaviour(pace, batch, Joining.CLASSIC_PROTOCOL, partition -> true, partition -> true,
                imported);
    }
}
