package dev.tidemark.triage.web;

import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.webkit.EnumParameter;
import java.util.Set;

/** The filter of verdicts as it is written in an address: names between commas, nothing for all. */
final class VerdictFilter {
    private VerdictFilter() {
    }

    static Set<Verdict> parse(String text) {
        return EnumParameter.parseNames(Verdict.class, "verdict", text);
    }

    /** The colour beside the word. */
    static String tone(Verdict verdict) {
        return switch (verdict) {
            case LOST, STOP, STALL, REWIND -> "bad";
            case WARN -> "warn";
            case NOT_ENOUGH_DATA, ABANDONED -> "quiet";
            case OK -> "good";
        };
    }
}
