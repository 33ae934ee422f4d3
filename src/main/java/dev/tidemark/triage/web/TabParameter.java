package dev.tidemark.triage.web;

import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.triage.TriageTab;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A part of triage as an address carries it: {@code catching-up}. */
final class TabParameter {
    private TabParameter() {
    }

    /** Empty for an empty text; throws {@link InvalidInput} that names what it can be. */
    static Optional<TriageTab> parse(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(TriageTab.values()).filter(tab -> of(tab).equals(text.strip())).findFirst()
                .orElseThrow(() -> InvalidInput.coded("tab", "one-of",
                        Arrays.stream(TriageTab.values()).map(TabParameter::of).collect(Collectors.joining(", ")))));
    }

    static String of(TriageTab tab) {
        return tab.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
