package dev.tidemark.kafka;

/** Names a consumer group. Any text Kafka allows, which is any text: never trust it as HTML or as a path segment. */
public record ConsumerGroupId(String value) implements Comparable<ConsumerGroupId> {
    public ConsumerGroupId {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a consumer group id must not be empty");
        }
    }

    @Override
    public int compareTo(ConsumerGroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
