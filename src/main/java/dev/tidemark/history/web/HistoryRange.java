package dev.tidemark.history.web;

import dev.tidemark.webkit.EnumParameter;
import java.time.Duration;

/** How far back to look, as it is written in addresses. */
enum HistoryRange implements EnumParameter {
    QUARTER_HOUR("15m", "span.minutes", 15, Duration.ofMinutes(15)), HOUR("1h", "span.hours", 1,
            Duration.ofHours(1)), SIX_HOURS("6h", "span.hours", 6, Duration.ofHours(6)), DAY("24h", "span.hours", 24,
                    Duration.ofHours(24)), WEEK("7d", "span.days", 7, Duration.ofDays(7)), MONTH("30d", "span.days", 30,
                            Duration.ofDays(30)), HALF_YEAR("180d", "span.days", 180, Duration.ofDays(180));

    private final String parameter;
    private final String key;
    private final int number;
    private final Duration length;

    HistoryRange(String parameter, String key, int number, Duration length) {
        this.parameter = parameter;
        this.key = key;
        this.number = number;
        this.length = length;
    }

    static HistoryRange parse(String text) {
        return EnumParameter.parse(HistoryRange.class, "range", text);
    }

    @Override
    public String parameter() {
        return parameter;
    }

    /** The message that says it, with {@link #number} as its argument. */
    String key() {
        return key;
    }

    int number() {
        return number;
    }

    Duration length() {
        return length;
    }
}
