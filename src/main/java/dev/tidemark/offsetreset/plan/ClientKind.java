package dev.tidemark.offsetreset.plan;

import dev.tidemark.consumergroup.ConsumerGroup;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Stream;

/** What kind of application commits under a consumer group, as far as the group shows it. */
public enum ClientKind {
    CONSUMER,
    /** Kafka Streams: its state stores and internal topics do not move with its offsets. */
    STREAMS,
    /** A sink connector of Kafka Connect: the worker must be stopped, and offsets can be altered through its own API. */
    CONNECT;

    // Kafka Streams' group protocol has a name of its own, and KIP-1071 gives its groups a type.
    private static final String STREAMS_ASSIGNOR = "stream";
    private static final String STREAMS_PROTOCOL = "streams";

    /**
     * Judged by protocol and assignor while the group has members, and otherwise by what stays of it: internal topics, the
     * partition time that Streams commits as metadata, the name that Connect gives its groups.
     */
    public static ClientKind of(ConsumerGroup group, Collection<String> topics, Stream<String> metadata) {
        String name = group.id().value();
        if (group.protocolType().equals("connect") || name.startsWith("connect-")) {
            return CONNECT;
        }
        boolean internal = topics.stream().anyMatch(topic -> topic.startsWith(name + "-")
                && (topic.endsWith("-repartition") || topic.endsWith("-changelog")));
        boolean streams = group.assignor().equals(STREAMS_ASSIGNOR) || group.protocolType().equals(STREAMS_PROTOCOL)
                || internal || metadata.anyMatch(ClientKind::isPartitionTime);
        return streams ? STREAMS : CONSUMER;
    }

    /** {@code TopicPartitionMetadata} of Kafka Streams: Base64 of a version, 1 or 2, and eight bytes of time at least. */
    private static boolean isPartitionTime(String metadata) {
        try {
            byte[] bytes = Base64.getDecoder().decode(metadata);
            int least = Long.BYTES + 1;
            return bytes.length == least ? bytes[0] == 1 || bytes[0] == 2 : bytes.length > least && bytes[0] == 2;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
