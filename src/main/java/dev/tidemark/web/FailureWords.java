package dev.tidemark.web;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Words a failure from the message files: in the reader's language on a page, in English for a program. */
@Component
class FailureWords {
    private final MessageSource messages;

    FailureWords(MessageSource messages) {
        this.messages = messages;
    }

    String title(Failure failure, Locale locale) {
        return messages.getMessage("problem." + failure.name() + ".title", null, locale);
    }

    String detail(Failure failure, Locale locale) {
        return messages.getMessage("problem." + failure.name() + ".detail", failure.facts().toArray(), locale);
    }
}
