package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.webkit.EnumParameter;

/** Which partitions of a page to show. CKafka cannot filter them, so a filter holds within the page. */
public enum PartitionFilter implements EnumParameter {
    ALL(""),
    /** With lag; then the worst topic comes first. */
    LAG("lag"), UNCOMMITTED("uncommitted"),
    /** Read by no member that CKafka names. */
    UNASSIGNED("unassigned");

    private final String parameter;

    PartitionFilter(String parameter) {
        this.parameter = parameter;
    }

    @Override
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
        return EnumParameter.parse(PartitionFilter.class, "show", text);
    }
}
