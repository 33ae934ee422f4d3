package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.InvalidInput;

/**
 * Whether the list of groups shows their lag, which costs a call for each group on the page: first without, so that the
 * list is there at once, then with.
 */
public enum LagColumn {
    LATER(""), SHOWN("shown"),
    /** Worst first, within the page: CKafka cannot sort the whole list. */
    SORTED("sorted");

    private final String parameter;

    LagColumn(String parameter) {
        this.parameter = parameter;
    }

    /** As the address carries it; empty for the default. */
    String parameter() {
        return parameter;
    }

    public static LagColumn parse(String text) {
        for (LagColumn column : values()) {
            if (column.parameter.equals(text)) {
                return column;
            }
        }
        throw InvalidInput.coded("lag", "one-of", "shown, sorted");
    }
}
