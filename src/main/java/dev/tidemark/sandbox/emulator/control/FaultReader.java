package dev.tidemark.sandbox.emulator.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads {@code {action, kind, times, code?, millis?, topic?, partition?}}; refuses what could never take effect, naming
 * the field.
 */
final class FaultReader {
    private static final List<String> FIELDS = List.of("action", "kind", "times", "code", "millis", "topic",
            "partition");
    private static final int MAX_TIMES = 1_000_000;
    private static final int MAX_MILLIS = 600_000;

    private final Set<String> actions;

    FaultReader(Set<String> actions) {
        this.actions = new TreeSet<>(actions);
    }

    Fault read(String text) {
        SwitchBody body = SwitchBody.read(text, FIELDS);
        String action = action(body);
        FaultKind kind = kind(body);
        if (!action.equals(Fault.ANY_ACTION) && !kind.suits(action)) {
            throw SwitchRefused.badRequest("kind: " + kind.unsuited(action));
        }
        int times = body.requiredNumber("times", 1, MAX_TIMES);
        return new Fault(action, kind, times, code(body, kind), delay(body, kind), topic(body, kind),
                partition(body, kind));
    }

    private String action(SwitchBody body) {
        String action = body.requiredText("action");
        if (!action.equals(Fault.ANY_ACTION) && !actions.contains(action)) {
            throw SwitchRefused.badRequest("action: " + action + " is neither * nor one of " + actions);
        }
        return action;
    }

    private static FaultKind kind(SwitchBody body) {
        String kind = body.requiredText("kind");
        return FaultKind.named(kind).orElseThrow(() -> SwitchRefused.badRequest("kind: " + kind + " is not one of "
                + Arrays.stream(FaultKind.values()).map(FaultKind::wireName).collect(Collectors.toList())));
    }

    private static String code(SwitchBody body, FaultKind kind) {
        Optional<String> code = body.text("code");
        return switch (kind) {
            case CODE -> body.requiredText("code");
            // Any text but 0 and ok means failure; 1 is the plainest.
            case RETURN_CODE -> code.orElse("1");
            case TASK -> code.orElse("");
            case PARTITION_ERROR -> errorCode(body.requiredText("code"));
            default -> "";
        };
    }

    /** Within Kafka's numbers, of which 0 means that nothing is wrong. */
    private static String errorCode(String code) {
        int number = code.matches("-?[0-9]{1,5}") ? Integer.parseInt(code) : 0;
        if (number == 0 || number < -1 || number > Short.MAX_VALUE) {
            throw SwitchRefused.badRequest("code: must be an integer from -1 to 32767 as text, and not 0");
        }
        return Integer.toString(number);
    }

    private static Duration delay(SwitchBody body, FaultKind kind) {
        return kind == FaultKind.DELAY || kind == FaultKind.TASK
                ? Duration.ofMillis(body.requiredNumber("millis", 1, MAX_MILLIS))
                : Duration.ZERO;
    }

    private static Optional<String> topic(SwitchBody body, FaultKind kind) {
        refuseUnlessOfPartitions(body, kind, "topic");
        return body.text("topic");
    }

    private static OptionalInt partition(SwitchBody body, FaultKind kind) {
        refuseUnlessOfPartitions(body, kind, "partition");
        return body.has("partition")
                ? OptionalInt.of(body.requiredNumber("partition", 0, Integer.MAX_VALUE))
                : OptionalInt.empty();
    }

    private static void refuseUnlessOfPartitions(SwitchBody body, FaultKind kind, String field) {
        if (kind != FaultKind.PARTITION_ERROR && body.has(field)) {
            throw SwitchRefused.badRequest(
                    field + ": is for " + FaultKind.PARTITION_ERROR.wireName() + " alone, not for " + kind.wireName());
        }
    }
}
