package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.ResetStatus;

/** The state of a request as a word with a hue. */
record StatusBadge(String key, String tone) {
    static StatusBadge of(ResetStatus status) {
        return new StatusBadge(key(status), switch (status) {
            case APPLIED -> "good";
            case PENDING, APPROVED, EXECUTING -> "warn";
            case PARTIALLY_APPLIED, FAILED, UNKNOWN -> "bad";
            case REJECTED, CANCELLED, EXPIRED -> "quiet";
        });
    }

    static String key(ResetStatus status) {
        return "reset.status." + status;
    }
}
