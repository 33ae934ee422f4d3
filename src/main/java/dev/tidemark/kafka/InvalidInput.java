package dev.tidemark.kafka;

import java.util.List;
import java.util.Optional;

/**
 * Something a person or a program typed cannot be: names the field and says what it must be. With a code the words come
 * from the message files ({@code input.<code>}, a whole sentence), in the reader's language; without one they are the
 * English rule given here.
 */
public final class InvalidInput extends RuntimeException {
    private final String field;
    private final String rule;
    private final Optional<String> code;
    private final List<Object> arguments;

    public InvalidInput(String field, String rule) {
        this(field, rule, Optional.empty(), List.of());
    }

    private InvalidInput(String field, String rule, Optional<String> code, List<Object> arguments) {
        super(field + " " + rule);
        this.field = field;
        this.rule = rule;
        this.code = code;
        this.arguments = arguments;
    }

    /** Worded by the message {@code input.<code>} with these arguments: texts and numbers, never markup. */
    public static InvalidInput coded(String field, String code, Object... arguments) {
        List<Object> all = List.of(arguments);
        return new InvalidInput(field, code + (all.isEmpty() ? "" : " " + all), Optional.of(code), all);
    }

    public String field() {
        return field;
    }

    /** What the field must be, as the end of a sentence that begins with its name; for the log where there is a code. */
    public String rule() {
        return rule;
    }

    /** Which message says it in the reader's language; empty where only {@link #rule()} does. */
    public Optional<String> code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
