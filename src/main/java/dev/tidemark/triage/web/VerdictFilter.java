package dev.tidemark.triage.web;

import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.lag.verdict.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The filter of verdicts as it stands in an address: names between commas, nothing for all. */
final class VerdictFilter {
    private VerdictFilter() {
    }

    static Set<Verdict> parse(String text) {
        Set<Verdict> chosen = EnumSet.noneOf(Verdict.class);
        for (String name : text.isBlank() ? new String[0] : text.split(",", -1)) {
            chosen.add(Arrays.stream(Verdict.values())
                    .filter(verdict -> verdict.name().equals(name.strip().toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> InvalidInput.coded("verdict", "one-of",
                            String.join(", ", Arrays.stream(Verdict.values()).map(Enum::name).toList()))));
        }
        return chosen;
    }

    /** The hue beside the word. */
    static String tone(Verdict verdict) {
        return switch (verdict) {
            case STOP, STALL, REWIND -> "bad";
            case WARN -> "warn";
            case NOT_ENOUGH_DATA -> "quiet";
            case OK -> "good";
        };
    }
}
