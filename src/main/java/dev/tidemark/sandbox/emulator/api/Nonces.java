package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every Nonce that came with a signature that matched, for as long as the clock would let the same request pass: a second
 * one is a replay. Counted for each SecretId by itself.
 */
public final class Nonces {
    private final Map<Used, Instant> until = new LinkedHashMap<>();
    private final Clock clock;

    public Nonces(Clock clock) {
        this.clock = clock;
    }

    /** Remembers one, or refuses it when it was used before. */
    synchronized void use(String secretId, String nonce) {
        Instant now = clock.instant();
        forgetUntil(now);
        // A timestamp may lie as far ahead of the clock as behind it.
        Instant forgotten = now.plus(Authenticator.TOLERANCE.multipliedBy(2));
        if (until.putIfAbsent(new Used(secretId, nonce), forgotten) != null) {
            throw new ApiError("AuthFailure.NonceReplayed", "The Nonce " + nonce + " was used before.");
        }
    }

    /** They were put in by the clock, so the first that stays is followed by none that goes. */
    private void forgetUntil(Instant now) {
        for (Iterator<Instant> oldest = until.values().iterator(); oldest.hasNext();) {
            if (oldest.next().isAfter(now)) {
                return;
            }
            oldest.remove();
        }
    }

    private record Used(String secretId, String nonce) {
    }
}
