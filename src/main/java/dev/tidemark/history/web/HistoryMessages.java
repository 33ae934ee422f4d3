package dev.tidemark.history.web;

import dev.tidemark.history.HistoryMark;
import dev.tidemark.lag.VerdictMessages;
import java.time.Duration;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What happened and how long something is, in the reader's language. */
@Component
class HistoryMessages {
    private final MessageSource messages;
    private final VerdictMessages words;

    HistoryMessages(MessageSource messages, VerdictMessages words) {
        this.messages = messages;
        this.words = words;
    }

    String happened(HistoryMark mark, Locale locale) {
        return switch (mark.kind()) {
            case VERDICT -> say("history.mark.VERDICT", locale, say("verdict." + mark.before(), locale),
                    say("verdict." + mark.after(), locale));
            case STATE, MEMBERS, RESET -> say("history.mark." + mark.kind(), locale, mark.before(), mark.after());
        };
    }

    String span(Duration length, Locale locale) {
        return words.span(length, locale);
    }

    String timeLag(Duration estimate, boolean isLowerBound, Locale locale) {
        return words.timeLag(estimate, isLowerBound, locale);
    }

    String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
