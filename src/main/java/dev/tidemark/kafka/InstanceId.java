package dev.tidemark.kafka;

/** Names one CKafka instance, for example {@code ckafka-abcd1234}: one Kafka cluster in Kafka's words. */
public record InstanceId(String value) implements Comparable<InstanceId> {
    public InstanceId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("an instance id must not be blank");
        }
    }

    @Override
    public int compareTo(InstanceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
