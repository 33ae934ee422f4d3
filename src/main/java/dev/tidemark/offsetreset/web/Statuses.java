package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.ResetRequest.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The filter of states as it stands in an address: names between commas, nothing for all. */
final class Statuses {
    private Statuses() {
    }

    static Set<Status> parse(String text) {
        Set<Status> chosen = EnumSet.noneOf(Status.class);
        for (String name : text.isBlank() ? new String[0] : text.split(",", -1)) {
            chosen.add(Arrays.stream(Status.values())
                    .filter(status -> status.name().equals(name.strip().toUpperCase(Locale.ROOT))).findFirst()
                    .orElseThrow(() -> new InvalidInput("status", "must be one of "
                            + String.join(", ", Arrays.stream(Status.values()).map(Enum::name).toList()))));
        }
        return chosen;
    }
}
