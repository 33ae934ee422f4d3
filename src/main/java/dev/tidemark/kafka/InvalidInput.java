package dev.tidemark.kafka;

/** Something a person or a program typed cannot be: names the field, says what it must be. */
public final class InvalidInput extends RuntimeException {
    private final String field;
    private final String rule;

    public InvalidInput(String field, String rule) {
        super(field + " " + rule);
        this.field = field;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    /** What the field must be, as the end of a sentence that begins with its name. */
    public String rule() {
        return rule;
    }
}
