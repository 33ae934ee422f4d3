package dev.tidemark.kafka;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a group among all instances. */
public record GroupKey(InstanceId instance, ConsumerGroupId group) {
    /** The same for the same group, and short: group names are too long for an index of a database. */
    public String digest() {
        return digest("");
    }

    /** Of something that belongs to the group, for example a topic. */
    public String digest(String part) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(
                    (instance.value() + '\n' + group.value() + '\n' + part).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
