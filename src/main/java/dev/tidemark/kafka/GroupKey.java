package dev.tidemark.kafka;

import org.apache.commons.codec.digest.DigestUtils;

/** Names a group among all instances. */
public record GroupKey(InstanceId instance, ConsumerGroupId group) {
    /** The same for the same group, and short: group names are too long for an index of a database. */
    public String digest() {
        return digest("");
    }

    /** Of something that belongs to the group, for example a topic. */
    public String digest(String part) {
        return DigestUtils.sha256Hex(instance.value() + '\n' + group.value() + '\n' + part);
    }
}
