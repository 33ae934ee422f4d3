package dev.tidemark.webkit.error;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** Words a failure from the message files: in the reader's language on a page, in English for a program. */
@Component
class FailureMessages {
    private final MessageSource messages;

    FailureMessages(MessageSource messages) {
        this.messages = messages;
    }

    String title(Failure failure, Locale locale) {
        return messages.getMessage("problem." + failure.name() + ".title", null, locale);
    }

    /** For a person: the field by the name it has on the page, then what to put there. */
    String explanation(Failure failure, Locale locale) {
        if (failure.advice().isEmpty()) {
            return detail(failure, locale);
        }
        String field = failure.field().orElseThrow();
        String label = messages.getMessage(new DefaultMessageSourceResolvable(new String[]{"field." + field}, field),
                locale);
        return messages.getMessage("error.field", new Object[]{label, advice(failure, locale)}, locale);
    }

    /** To stand beside the field that {@link Failure#field()} names. */
    String advice(Failure failure, Locale locale) {
        return failure.advice().map(sentence -> messages.getMessage(sentence, locale))
                .orElseGet(() -> detail(failure, locale));
    }

    String detail(Failure failure, Locale locale) {
        return messages.getMessage("problem." + failure.name() + ".detail", failure.facts().toArray(), locale);
    }
}
