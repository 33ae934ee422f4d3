package dev.tidemark.sandbox.emulator.action;

import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.clients.admin.Config;

/**
 * A topic's settings as the API names them, in Kafka's units.
 *
 * @param retention milliseconds; -1 keeps everything
 * @param uncleanLeaderElectionEnable 0 or 1
 * @param retentionBytes of one partition; -1 for no limit
 */
public record TopicConfig(long retention, long minInsyncReplicas, String cleanUpPolicy, long segmentMs,
        long uncleanLeaderElectionEnable, long segmentBytes, long maxMessageBytes, long retentionBytes,
        String logMsgTimestampType) {
    /** From Kafka's own settings of a topic, which name all of these. */
    static TopicConfig of(Config config) {
        return new TopicConfig(number(config, "retention.ms"), number(config, "min.insync.replicas"),
                text(config, "cleanup.policy"), number(config, "segment.ms"),
                text(config, "unclean.leader.election.enable").toLowerCase(Locale.ROOT).equals("true") ? 1 : 0,
                number(config, "segment.bytes"), number(config, "max.message.bytes"),
                number(config, "retention.bytes"), text(config, "message.timestamp.type"));
    }

    private static long number(Config config, String name) {
        return Long.parseLong(text(config, name));
    }

    private static String text(Config config, String name) {
        return Objects.requireNonNull(config.get(name), name).value();
    }
}
