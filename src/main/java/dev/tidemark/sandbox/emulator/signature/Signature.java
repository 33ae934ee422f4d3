package dev.tidemark.sandbox.emulator.signature;

import java.time.Instant;

/** How a request was signed: whose key was used, as claimed, and whether a key proves it. */
public interface Signature {
    String secretId();

    /**
     * Compares in constant time.
     *
     * @param signedAt the request's own timestamp, already found fresh; whole seconds
     */
    boolean matches(String secretKey, Instant signedAt);
}
