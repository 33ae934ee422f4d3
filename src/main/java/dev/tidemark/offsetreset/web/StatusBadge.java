package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.write.ResetStatus;

/** The state of a request as a word with a hue. */
public record StatusBadge(String key, String tone) {
    public static StatusBadge of(ResetStatus status) {
        return new StatusBadge(key(status), switch (status) {
            case APPLIED -> "good";
            case PENDING, APPROVED, EXECUTING -> "warn";
            case PARTIALLY_APPLIED, FAILED, UNKNOWN -> "bad";
            case REJECTED, CANCELLED, EXPIRED -> "quiet";
        });
    }

    public static String key(ResetStatus status) {
        return "reset.status." + status;
    }
}
