package dev.tidemark.consumergroup.web;

import dev.tidemark.webkit.EnumParameter;
import org.jspecify.annotations.Nullable;

/** How often a page reads its figures again while it is open. */
public enum Refresh implements EnumParameter {
    OFF("off", 0), TWO("2", 2), FIVE("", 5), TEN("10", 10), THIRTY("30", 30);

    private final String parameter;
    private final int seconds;

    Refresh(String parameter, int seconds) {
        this.parameter = parameter;
        this.seconds = seconds;
    }

    /** The default can be written out too, which no link needs. */
    public static Refresh parse(String text) {
        return text.equals("5") ? FIVE : EnumParameter.parse(Refresh.class, "refresh", text);
    }

    @Override
    public String parameter() {
        return parameter;
    }

    /** 0 for never. */
    public int seconds() {
        return seconds;
    }

    /** In htmx's words; null for never. */
    @Nullable
    public String trigger() {
        return seconds == 0 ? null : "every " + seconds + "s, tidemark:refresh";
    }
}
