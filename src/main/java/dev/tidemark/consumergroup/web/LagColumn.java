package dev.tidemark.consumergroup.web;

import dev.tidemark.webkit.EnumParameter;

/**
 * Whether the list of groups shows their lag, which costs a call for each group on the page: first without, so that the
 * list is there at once, then with.
 */
public enum LagColumn implements EnumParameter {
    DEFERRED(""), SHOWN("shown"),
    /** Worst first, within the page: CKafka cannot sort the whole list. */
    SORTED("sorted");

    private final String parameter;

    LagColumn(String parameter) {
        this.parameter = parameter;
    }

    @Override
    public String parameter() {
        return parameter;
    }

    public static LagColumn parse(String text) {
        return EnumParameter.parse(LagColumn.class, "lag", text);
    }
}
