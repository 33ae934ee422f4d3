package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.ResetMode;
import dev.tidemark.offsetreset.ResetScope;
import dev.tidemark.offsetreset.ResetTarget;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of a reset, as text from a browser or from a link in a runbook; both use the same names. A topic is written
 * {@code orders}, some of its partitions {@code orders:0,1}, as Kafka's tool has it.
 */
record ResetForm(MultiValueMap<String, String> values) {
    ConsumerGroupId group() {
        if (text("group").isEmpty()) {
            throw new InvalidInput("group", "is required");
        }
        return new ConsumerGroupId(text("group"));
    }

    String text(String name) {
        String value = values.getFirst(name);
        return value == null ? "" : value;
    }

    /** Whether a topic, or {@code topic:partition}, was chosen. */
    boolean isChosen(String scope) {
        return values.getOrDefault("scope", List.of()).contains(scope);
    }

    ResetScope toScope() {
        List<ResetScope.Part> parts = new ArrayList<>();
        for (String line : values.getOrDefault("scope", List.of())) {
            parts.add(part(line));
        }
        text("more").lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> parts.add(part(line)));
        return new ResetScope(parts);
    }

    ResetTarget toTarget() {
        return new TargetInput(text("target"), datetime(), duration(), by(), number("offset"), text("csv"))
                .toTarget(group());
    }

    /** A time can be resolved by CKafka only; everything else is pinned unless the form says otherwise. */
    ResetMode toMode() {
        boolean time = List.of("to-datetime", "by-duration").contains(text("target"));
        return time || text("mode").equals("resolved") ? ResetMode.RESOLVED : ResetMode.PINNED;
    }

    private static ResetScope.Part part(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return new ResetScope.Part(line, Optional.empty());
        }
        TreeSet<Integer> partitions = new TreeSet<>();
        for (String number : line.substring(colon + 1).split(",", -1)) {
            try {
                partitions.add(Integer.parseUnsignedInt(number.strip()));
            } catch (NumberFormatException _) {
                throw new InvalidInput("scope", "must be written topic or topic:0,1,2 and not " + line);
            }
        }
        return new ResetScope.Part(line.substring(0, colon), Optional.of(partitions));
    }

    private @Nullable String datetime() {
        String text = text("datetime").strip();
        String zone = text("zone").strip();
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).atZone(ZoneId.of(zone.isEmpty() ? "UTC" : zone))
                    .toInstant().toString();
        } catch (DateTimeException _) {
            // With a zone of its own it needs none beside it; what it is otherwise is said where it is read.
            return text;
        }
    }

    private @Nullable String duration() {
        String amount = text("amount").strip();
        if (amount.isEmpty()) {
            return text("duration");
        }
        return switch (text("unit")) {
            case "days" -> "P" + amount + "D";
            case "hours" -> "PT" + amount + "H";
            default -> "PT" + amount + "M";
        };
    }

    /** The form has words for the direction; a link may have a sign instead. */
    private @Nullable Long by() {
        Long number = number("by");
        if (number == null || text("direction").isEmpty()) {
            return number;
        }
        if (number < 0) {
            throw new InvalidInput("by", "must not be negative: the direction says which way");
        }
        return text("direction").equals("replay") ? -number : number;
    }

    private @Nullable Long number(String name) {
        String text = text(name).strip().replace(",", "").replace("_", "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new InvalidInput(name, "must be a whole number");
        }
    }

    static boolean isTarget(String name) {
        return Arrays.asList("to-earliest", "to-latest", "shift-by", "to-datetime", "by-duration", "to-offset",
                "to-current", "from-file").contains(name);
    }
}
