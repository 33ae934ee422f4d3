package dev.tidemark.webkit.error;

import dev.tidemark.kafka.InvalidInput;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Text that could not become what a handler asks for, named by its field. */
final class BadRequests {
    private BadRequests() {
    }

    static Optional<Failure> find(Throwable exception) {
        return switch (exception) {
            case MissingServletRequestParameterException missing ->
                Optional.of(invalid(InvalidInput.coded(missing.getParameterName(), "required")));
            case HttpMessageNotReadableException unread when unread.getCause() instanceof JacksonException wrong ->
                Optional.of(invalid(wrongJson(wrong)));
            case HttpMessageNotReadableException _ -> Optional.of(Failures.ofStatus(HttpStatus.BAD_REQUEST.value()));
            case MethodArgumentNotValidException missing -> Optional.of(invalid(firstMissing(missing)));
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

    private static InvalidInput wrongJson(JacksonException wrong) {
        String path = path(wrong);
        return switch (wrong) {
            case UnrecognizedPropertyException _ -> InvalidInput.coded(path, "json.unknown-field");
            case MismatchedInputException _ when path.isEmpty() -> InvalidInput.coded("body", "json.object");
            case MismatchedInputException _ -> InvalidInput.coded(path, "json.wrong-value");
            // A number too large for its field, which the parser finds out.
            case InputCoercionException _ when !path.isEmpty() -> InvalidInput.coded(path, "json.wrong-value");
            default -> InvalidInput.coded("body", "json.document");
        };
    }

    /** For example {@code scope[0].partitions[2]}. */
    private static String path(JacksonException problem) {
        StringBuilder path = new StringBuilder();
        problem.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return path.toString();
    }

    /** Fields are required and nothing more; what they may contain is decided where it is known. Named in their order. */
    private static InvalidInput firstMissing(MethodArgumentNotValidException missing) {
        List<String> names = missing.getFieldErrors().stream().map(FieldError::getField).toList();
        return Arrays.stream(missing.getParameter().getParameterType().getRecordComponents())
                .map(RecordComponent::getName).filter(names::contains).findFirst()
                .map(name -> InvalidInput.coded(name, "required"))
                .orElseThrow(() -> new IllegalStateException(missing));
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
