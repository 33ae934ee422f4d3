package dev.tidemark.webkit.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every failure below {@code /api} with an RFC 9457 problem document, whatever the client said it accepts. It
 * goes by the path and not by the controller, because an unknown path has none.
 */
@Component
public class ApiProblemResolver implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(ApiProblemResolver.class);

    private final Failures failures;
    private final FailureMessages words;
    private final JsonMapper json;

    ApiProblemResolver(Failures failures, FailureMessages words, JsonMapper json) {
        this.failures = failures;
        this.words = words;
        this.json = json;
    }

    static boolean isApi(String contextPath, String path) {
        return path.startsWith(contextPath + "/api/");
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
            @Nullable Object handler, Exception exception) {
        if (!isApi(request.getContextPath(), request.getRequestURI())) {
            return null;
        }
        if (exception instanceof ErrorResponse known) {
            // For example Allow, which tells the sender of a wrong method the right ones.
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        write(failures.of(exception), response);
        return new ModelAndView();
    }

    void write(Failure failure, HttpServletResponse response) {
        RetryLater.mark(failure, response);
        response.setStatus(failure.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            response.getOutputStream().write(json.writeValueAsBytes(document(failure)));
        } catch (IOException gone) {
            LOG.debug("The client left before its problem document was written", gone);
        }
    }

    private ProblemDetail document(Failure failure) {
        ProblemDetail document = ProblemDetail.forStatusAndDetail(failure.status(),
                words.detail(failure, Locale.ENGLISH));
        document.setType(URI.create(failure.type()));
        document.setTitle(words.title(failure, Locale.ENGLISH));
        failure.code().ifPresent(code -> document.setProperty("code", code));
        failure.requestId().ifPresent(id -> document.setProperty("requestId", id));
        failure.field().ifPresent(field -> document.setProperty("field", field));
        failure.reference().ifPresent(reference -> document.setProperty("reference", reference));
        return document;
    }
}
