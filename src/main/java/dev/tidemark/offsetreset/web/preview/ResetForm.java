package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.web.LocalMoment;
import dev.tidemark.offsetreset.web.TargetInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The form of a reset, as text from a browser or from a link in a runbook; both use the same names. A topic is written
 * {@code orders}, some of its partitions {@code orders:0,1}, as Kafka's tool has it.
 */
record ResetForm(MultiValueMap<String, String> values) {
    ConsumerGroupId group() {
        if (text("group").isEmpty()) {
            throw InvalidInput.coded("group", "required");
        }
        return new ConsumerGroupId(text("group"));
    }

    String text(String name) {
        String value = values.getFirst(name);
        return value == null ? "" : value;
    }

    /** Whether a topic was chosen as a whole. */
    boolean isChosen(String topic) {
        return scopes().contains(topic);
    }

    /** The partitions that were chosen of a topic, each by itself or as {@code topic:0,1}; none where one is unreadable. */
    Set<Integer> chosen(String topic) {
        try {
            return scopes().stream().filter(line -> line.startsWith(topic + ":"))
                    .flatMap(line -> partitions(line, line.substring(topic.length() + 1)).stream())
                    .collect(Collectors.toSet());
        } catch (InvalidInput _) {
            return Set.of();
        }
    }

    /** What was chosen of topics that {@code isShown} does not know, for the text field beside the list. */
    String withUnlisted(Predicate<String> isShown) {
        return Stream.concat(scopes().stream().filter(line -> !isShown.test(line)),
                text("more").lines()).collect(Collectors.joining("\n"));
    }

    private List<String> scopes() {
        return values.getOrDefault("scope", List.of());
    }

    ResetScope toScope() {
        List<ResetScope.Part> parts = new ArrayList<>();
        // A box for each partition: they are one choice of their topic.
        Map<String, List<Integer>> some = new LinkedHashMap<>();
        for (String line : Stream.concat(scopes().stream(), text("more").lines())
                .map(String::strip).filter(text -> !text.isEmpty()).toList()) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                parts.add(ResetScope.Part.whole(line));
            } else {
                some.computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>())
                        .addAll(partitions(line, line.substring(colon + 1)));
            }
        }
        some.forEach((topic, partitions) -> parts.add(ResetScope.Part.of(topic, partitions)));
        return new ResetScope(parts);
    }

    /** Reads what the chosen target needs and nothing that was typed beside another. */
    ResetTarget toTarget() {
        String type = text("target");
        return new TargetInput(type, type.equals("to-datetime") ? datetime() : null,
                type.equals("by-duration") ? duration() : null, type.equals("shift-by") ? by() : null,
                type.equals("to-offset") ? number("offset") : null, text("csv")).toTarget(group());
    }

    /** Pinned unless the form says otherwise. */
    ResetMode toMode() {
        return text("mode").equals("resolved") ? ResetMode.RESOLVED : ResetMode.PINNED;
    }

    private static List<Integer> partitions(String line, String numbers) {
        try {
            return Arrays.stream(numbers.split(",", -1)).map(number -> Integer.parseUnsignedInt(number.strip()))
                    .toList();
        } catch (NumberFormatException _) {
            throw InvalidInput.coded("scope", "scope.syntax", line);
        }
    }

    /** With the offset of the zone beside it, so that it means one moment from here on. */
    private @Nullable String datetime() {
        String text = text("datetime").strip();
        return text.isEmpty() ? null : LocalMoment.read(text, text("zone").strip()).toString();
    }

    private @Nullable String duration() {
        String amount = text("amount").strip();
        if (amount.isEmpty()) {
            return text("duration");
        }
        Long whole = number("amount");
        if (whole == null || whole < 0) {
            throw InvalidInput.coded("amount", "not-negative");
        }
        return switch (text("unit")) {
            case "days" -> "P" + whole + "D";
            case "hours" -> "PT" + whole + "H";
            default -> "PT" + whole + "M";
        };
    }

    /** The form has words for the direction; a link may have a sign instead. */
    private @Nullable Long by() {
        Long number = number("by");
        if (number == null || text("direction").isEmpty()) {
            return number;
        }
        if (number < 0) {
            throw InvalidInput.coded("by", "no-sign");
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
            throw InvalidInput.coded(name, "whole-number");
        }
    }

    static boolean isTarget(String name) {
        return Arrays.asList("to-earliest", "to-latest", "shift-by", "to-datetime", "by-duration", "to-offset",
                "to-current", "from-file").contains(name);
    }
}
