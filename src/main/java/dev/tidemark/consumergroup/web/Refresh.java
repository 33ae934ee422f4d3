package dev.tidemark.consumergroup.web;

import dev.tidemark.kafka.InvalidInput;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How often an open page reads its figures again. */
public enum Refresh {
    OFF("off", 0), TWO("2", 2), FIVE("", 5), TEN("10", 10), THIRTY("30", 30);

    private final String parameter;
    private final int seconds;

    Refresh(String parameter, int seconds) {
        this.parameter = parameter;
        this.seconds = seconds;
    }

    public static Refresh parse(String text) {
        return Stream.of(values()).filter(each -> each.parameter.equals(text) || each.word().equals(text)).findFirst()
                .orElseThrow(() -> InvalidInput.coded("refresh", "one-of", "off, 2, 5, 10, 30"));
    }

    /** As it is typed; the default has a word too, which no link needs. */
    private String word() {
        return this == OFF ? parameter : Integer.toString(seconds);
    }

    /** As the address carries it; empty for the default. */
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
