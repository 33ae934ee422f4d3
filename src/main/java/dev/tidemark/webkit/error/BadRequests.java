package dev.tidemark.webkit.error;

import dev.tidemark.kafka.InvalidInput;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;
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
                Optional.of(invalid(InvalidInput.coded(missing.getParameterName(), "required")));
            case HttpMessageNotReadableException _ -> Optional.of(Failures.ofStatus(HttpStatus.BAD_REQUEST.value()));
            // An address that cannot name anything names nothing.
            case MethodArgumentTypeMismatchException wrong when isPath(wrong) ->
                Optional.of(Failures.ofStatus(HttpStatus.NOT_FOUND.value()));
            case MethodArgumentTypeMismatchException wrong ->
                Optional.of(invalid(InvalidInput.coded(wrong.getName(), expected(wrong))));
            default -> Optional.empty();
        };
    }

    /** For programs the sentence follows the field's name; for people it stands beside the field. */
    static Failure invalid(InvalidInput input) {
        MessageSourceResolvable advice = Words.of(input.advice());
        return Failure.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-input", new DefaultMessageSourceResolvable(
                new String[]{"error.field"}, new Object[]{input.field(), advice}))
                .withField(input.field()).withAdvice(advice);
    }

    private static boolean isPath(MethodArgumentTypeMismatchException wrong) {
        return wrong.getParameter().hasParameterAnnotation(PathVariable.class);
    }

    private static String expected(MethodArgumentTypeMismatchException wrong) {
        Class<?> type = wrong.getRequiredType();
        boolean number = type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type));
        return number ? "whole-number" : "required";
    }
}
