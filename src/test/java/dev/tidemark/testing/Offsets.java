package dev.tidemark.testing;

import dev.tidemark.consumergroup.PartitionOffsets;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Partitions as tests need them. */
public final class Offsets {
    private Offsets() {
    }

    public static PartitionOffsets committed(int partition, long committedOffset, long logEndOffset) {
        return new PartitionOffsets(partition, OptionalLong.of(committedOffset), OptionalLong.of(logEndOffset), "",
                OptionalInt.empty());
    }

    public static PartitionOffsets neverCommitted(int partition, long logEndOffset) {
        return new PartitionOffsets(partition, OptionalLong.empty(), OptionalLong.of(logEndOffset), "",
                OptionalInt.empty());
    }

    public static PartitionOffsets failed(int partition, int error) {
        return new PartitionOffsets(partition, OptionalLong.empty(), OptionalLong.empty(), "", OptionalInt.of(error));
    }
}
