package dev.tidemark.sandbox.emulator.action;

import java.util.Locale;
import java.util.Map;

/**
 * What the parameters of API 3.0 are called in the legacy API, whose own ones begin with a small letter; common
 * parameters begin with a capital, so that {@code Timestamp} (seconds) and {@code timestamp} (milliseconds) are two.
 */
public final class LegacyNames {
    private static final Map<String, String> OTHERS = Map.of("GroupList", "group", "ShiftTimestamp", "timestamp");

    private LegacyNames() {
    }

    /** Parameters of a legacy request to an action that asks for those of API 3.0. */
    public static Parameters of(Parameters legacy) {
        return legacy.named(LegacyNames::of);
    }

    private static String of(String name) {
        return OTHERS.getOrDefault(name, name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    }
}
