package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.InvalidInput;

/** Which partitions of a page to show. CKafka cannot filter them, so a filter holds within the page. */
public enum PartitionFilter {
    ALL(""),
    /** With lag; then the worst topic comes first. */
    LAG("lag"), UNCOMMITTED("uncommitted"),
    /** Read by no member that CKafka names. */
    UNASSIGNED("unassigned");

    private final String parameter;

    PartitionFilter(String parameter) {
        this.parameter = parameter;
    }

    /** As the address carries it; empty for the default. */
    public String parameter() {
        return parameter;
    }

    public boolean shows(PartitionOffsets partition, boolean assigned) {
        return switch (this) {
            case ALL -> true;
            case LAG -> partition.lag().messages().orElse(0) > 0;
            case UNCOMMITTED -> partition.committedOffset().isEmpty() && partition.error().isEmpty();
            case UNASSIGNED -> !assigned;
        };
    }

    static PartitionFilter parse(String text) {
        for (PartitionFilter filter : values()) {
            if (filter.parameter.equals(text)) {
                return filter;
            }
        }
        throw InvalidInput.coded("show", "one-of", "lag, uncommitted, unassigned");
    }
}
