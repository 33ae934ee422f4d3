package dev.tidemark.webkit.error;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was wrong with a form, in the reader's language, for the form that comes back with what was typed.
 *
 * @param field the input to change; null where none is to blame
 * @param advice what to put there
 */
public record FormProblem(int status, String title, String detail, @Nullable String field, String advice) {
    /** Words refusals of forms as the error page would. */
    @Component
    public static class Words {
        private final Failures failures;
        private final FailureMessages messages;

        Words(Failures failures, FailureMessages messages) {
            this.failures = failures;
            this.messages = messages;
        }

        public FormProblem of(Exception refusal, Locale locale) {
            Failure failure = failures.of(refusal);
            return new FormProblem(failure.status().value(), messages.title(failure, locale),
                    messages.explanation(failure, locale), failure.field().orElse(null),
                    messages.advice(failure, locale));
        }
    }
}
