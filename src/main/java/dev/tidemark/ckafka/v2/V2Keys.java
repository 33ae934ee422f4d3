package dev.tidemark.ckafka.v2;

import java.util.Optional;

/**
 * The keys that one call is signed with. Never prints a secret.
 *
 * @param token of temporary keys
 */
public record V2Keys(String secretId, String secretKey, Optional<String> token) {
    @Override
    public String toString() {
        return "V2Keys[not shown]";
    }
}
