package dev.tidemark.sandbox.emulator.action;

import java.util.Locale;

/** The two generations of the CKafka API that the emulator answers. */
public enum ApiVersion {
    /** The legacy API at {@code /v2/index.php}: parameters begin with a small letter, errors are numbers. */
    V2,
    /** API 3.0, version 2019-08-19. */
    V3;

    /** As in the log of requests: v2 or v3. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
