package dev.tidemark.kafka;

import java.util.List;

/** An input that cannot be accepted: names the field and says what to enter instead. */
public final class InvalidInput extends RuntimeException {
    private final String field;
    private final Sentence advice;

    private InvalidInput(String field, Sentence advice) {
        super(field + ": " + advice.english());
        this.field = field;
        this.advice = advice;
    }

    /** Worded by the message {@code input.<code>} with these arguments: texts and numbers, never markup. */
    public static InvalidInput coded(String field, String code, Object... arguments) {
        return new InvalidInput(field, new Sentence("input." + code, List.of(arguments)));
    }

    public String field() {
        return field;
    }

    /** What to enter instead, as a whole sentence. */
    public Sentence advice() {
        return advice;
    }
}
