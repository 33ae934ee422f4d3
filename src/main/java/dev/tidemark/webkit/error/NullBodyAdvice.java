package dev.tidemark.webkit.error;

import dev.tidemark.kafka.InvalidInput;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses the JSON document {@code null}: where a body is optional, Spring would take it for one that was left out, and
 * approve.
 */
@ControllerAdvice
class NullBodyAdvice extends RequestBodyAdviceAdapter {
    @Override
    public boolean supports(MethodParameter parameter, Type target,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(@Nullable Object body, HttpInputMessage message, MethodParameter parameter,
            Type target, Class<? extends HttpMessageConverter<?>> converter) {
        if (body == null) {
            throw InvalidInput.coded("body", "json.object");
        }
        return body;
    }
}
