package dev.tidemark.history.web;

import dev.tidemark.history.HistoryMark;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What happened and how long something is, in the reader's language. */
@Component
class HistoryWords {
    private final MessageSource messages;

    HistoryWords(MessageSource messages) {
        this.messages = messages;
    }

    String happened(HistoryMark mark, Locale locale) {
        return switch (mark.kind()) {
            case VERDICT -> say("history.mark.VERDICT", locale, say("verdict." + mark.before(), locale),
                    say("verdict." + mark.after(), locale));
            case STATE, MEMBERS, RESET -> say("history.mark." + mark.kind(), locale, mark.before(), mark.after());
        };
    }

    /** One unit, rounded down. */
    String span(Duration length, Locale locale) {
        if (length.toMinutes() < 2) {
            return say("span.seconds", locale, length.toSeconds());
        }
        if (length.toHours() < 2) {
            return say("span.minutes", locale, length.toMinutes());
        }
        return length.toDays() < 2
                ? say("span.hours", locale, length.toHours())
                : say("span.days", locale, length.toDays());
    }

    String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
