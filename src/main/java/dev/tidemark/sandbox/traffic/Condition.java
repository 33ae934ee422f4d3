package dev.tidemark.sandbox.traffic;

/** What an on-call engineer would say about a consumer group of the demo; {@link InitialOffsets} and {@link ConsumerBehaviour} bring it about. */
public enum Condition {
    /** Keeps up: lag is a few records and moves. */
    HEALTHY,
    /** Reads steadily, but slower than the producers write: lag grows minute by minute. */
    FALLING_BEHIND,
    /** A live member gets on with every partition but one, whose committed offset never moves. */
    STALLED_PARTITION,
    /** No members any more, committed once, and the producers go on. */
    STOPPED,
    /** A large lag that drains; whenever it has drained, an import of many records begins it anew. */
    CATCHING_UP,
    /** Live members with partitions, and not one committed offset: lag is unknown. */
    NEVER_COMMITTED,
    /** Live members that commit on some partitions only: part of the lag is unknown. */
    PARTLY_COMMITTED,
    /** Committed offsets on more topics than one page of the API holds. */
    MANY_TOPICS,
    /** A consumer that assigns its partitions itself: the group looks Empty, and yet its committed offsets move. */
    SELF_ASSIGNED,
    /** Stopped, under a name with spaces, slashes, markup and Chinese characters. */
    HOSTILE_NAME,
    /** Stopped for so long that retention has deleted records it never read: committed below the earliest offset. */
    BELOW_EARLIEST,
    /** Keeps up, by the newer rebalance protocol of KIP-848 (group.protocol=consumer). */
    CONSUMER_PROTOCOL,
    /** Empty, with a lag that no longer grows because nothing is produced. */
    ABANDONED,
    /** Empty and at the log end. */
    IDLE
}
