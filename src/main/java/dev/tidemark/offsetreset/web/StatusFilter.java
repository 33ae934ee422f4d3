package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The filter of states as it stands in an address: names between commas, nothing for all. */
public final class StatusFilter {
    private StatusFilter() {
    }

    public static Set<ResetStatus> parse(String text) {
        Set<ResetStatus> chosen = EnumSet.noneOf(ResetStatus.class);
        for (String name : text.isBlank() ? new String[0] : text.split(",", -1)) {
            chosen.add(Arrays.stream(ResetStatus.values())
                    .filter(status -> status.name().equals(name.strip().toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> InvalidInput.coded("status", "one-of",
                            String.join(", ", Arrays.stream(ResetStatus.values()).map(Enum::name).toList()))));
        }
        return chosen;
    }
}
