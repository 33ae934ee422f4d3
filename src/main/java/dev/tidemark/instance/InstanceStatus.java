package dev.tidemark.instance;

/** Where an instance is in its life; the numbers are CKafka's own (DescribeInstances, field Status). */
public enum InstanceStatus {
    CREATION_FAILED(-1), CREATING(0), RUNNING(1), DELETING(2), DELETED(3), DELETION_FAILED(4),
    /** Unpaid: it exists, but cannot be produced to or consumed from. */
    ISOLATED(5), UPGRADING(7),
    /** A number that this version does not know. */
    UNKNOWN(Long.MIN_VALUE);

    private final long number;

    InstanceStatus(long number) {
        this.number = number;
    }

    public static InstanceStatus numbered(long number) {
        for (InstanceStatus status : values()) {
            if (status.number == number) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
