package dev.tidemark.ckafka.legacy;

import java.util.Optional;

/**
 * The keys that one call is signed with. Never prints a secret.
 *
 * @param token of temporary keys
 */
public record LegacyKeys(String secretId, String secretKey, Optional<String> token) {
    @Override
    public String toString() {
        return "LegacyKeys[not shown]";
    }
}
