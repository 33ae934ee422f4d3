package dev.tidemark.webkit.error;

import dev.tidemark.kafka.InvalidInput;
import java.util.Optional;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Text that could not become what a handler asks for, named by its field. */
final class BadRequests {
    private BadRequests() {
    }

    static Optional<Failure> find(Throwable exception) {
        return switch (exception) {
            case MissingServletRequestParameterException missing ->
                Optional.of(invalid(missing.getParameterName(), "is required"));
            case HttpMessageNotReadableException _ -> Optional.of(Failures.ofStatus(HttpStatus.BAD_REQUEST.value()));
            // An address that cannot name anything names nothing.
            case MethodArgumentTypeMismatchException wrong when isPath(wrong) ->
                Optional.of(Failures.ofStatus(HttpStatus.NOT_FOUND.value()));
            case MethodArgumentTypeMismatchException wrong -> Optional.of(invalid(wrong.getName(), rule(wrong)));
            default -> Optional.empty();
        };
    }

    /** With a code: a sentence of the message files, for programs behind the field's name. */
    static Failure invalid(InvalidInput input) {
        if (input.code().isEmpty()) {
            return invalid(input.field(), input.rule());
        }
        var sentence = new DefaultMessageSourceResolvable(new String[]{"input." + input.code().get()},
                input.arguments().toArray());
        return Failure.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input", new DefaultMessageSourceResolvable(
                new String[]{"error.field"}, new Object[]{input.field(), sentence}))
                .withField(input.field()).withAdvice(sentence);
    }

    /** Says what the field has to be in the reader's language where a message does, else which rule was broken. */
    static Failure invalid(String field, String rule) {
        var worded = new DefaultMessageSourceResolvable(new String[]{"invalid." + field}, rule);
        return Failure.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input", new DefaultMessageSourceResolvable(
                new String[]{"error.rule"}, new Object[]{field, worded})).withField(field);
    }

    private static boolean isPath(MethodArgumentTypeMismatchException wrong) {
        return wrong.getParameter().hasParameterAnnotation(PathVariable.class);
    }

    private static String rule(MethodArgumentTypeMismatchException wrong) {
        Class<?> type = wrong.getRequiredType();
        boolean number = type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type));
        return number ? "must be a whole number" : "must not be empty";
    }
}
