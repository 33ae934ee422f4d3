package dev.tidemark.webkit.error;

import dev.tidemark.webkit.PageChrome;
import dev.tidemark.webkit.RefererPage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Every failure a person can meet, in the page's own chrome: those of handlers, and at {@code /error} those the container
 * or the security filters report.
 */
@Controller
@ControllerAdvice
class ErrorPages implements ErrorController {
    private final Failures failures;
    private final FailureMessages words;
    private final ApiProblemResolver problems;
    private final PageChrome chrome;
    private final LocaleResolver languages;

    ErrorPages(Failures failures, FailureMessages words, ApiProblemResolver problems, PageChrome chrome,
            LocaleResolver languages) {
        this.failures = failures;
        this.words = words;
        this.problems = problems;
        this.chrome = chrome;
        this.languages = languages;
    }

    @ExceptionHandler
    ModelAndView explain(Exception exception, HttpServletRequest request, HttpServletResponse response) {
        if (exception instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        return page(failures.of(exception), request, response);
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView report(HttpServletRequest request, HttpServletResponse response) {
        Failure failure = reported(request);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (path instanceof String uri && ApiProblemResolver.isApi(request.getContextPath(), uri)) {
            problems.write(failure, response);
            return null;
        }
        return page(failure, request, response);
    }

    private Failure reported(HttpServletRequest request) {
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception exception) {
            return failures.of(exception);
        }
        if (request.getAttribute(Failure.REFUSAL) instanceof Exception refusal) {
            return failures.of(refusal);
        }
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // The address /error, typed into a browser, is a page that does not exist.
        return Failures.ofStatus(code instanceof Integer status ? status : HttpStatus.NOT_FOUND.value());
    }

    private ModelAndView page(Failure failure, HttpServletRequest request, HttpServletResponse response) {
        RetryLater.mark(failure, response);
        Locale locale = languages.resolveLocale(request);
        ErrorPage page = new ErrorPage(failure.status().value(), words.title(failure, locale),
                words.explanation(failure, locale), failure.field().orElse(null),
                failure.field().map(_ -> words.advice(failure, locale)).orElse(null), failure.code().orElse(null),
                failure.requestId().orElse(null),
                failure.reference().orElse(null), retry(failure, request).orElse(null),
                RefererPage.of(request).orElse(null));
        return new ModelAndView("error/error", Map.of("page", page, "chrome", chrome.of(request)), failure.status());
    }

    /** The same address again, where trying again can help. */
    private static Optional<String> retry(Failure failure, HttpServletRequest request) {
        boolean passing = failure.status().is5xxServerError() && failure.status() != HttpStatus.NOT_IMPLEMENTED;
        if (!passing || !request.getMethod().equals("GET")) {
            return Optional.empty();
        }
        return Optional.of(PageChrome.here(request));
    }

    /**
     * What an error page prints.
     *
     * @param field the input that was wrong, and {@code advice} what to put there, for the script that shows it beside it
     * @param retry the same address
     * @param back the address of the page with the form that was refused
     */
    record ErrorPage(int status, String title, String detail, @Nullable String field, @Nullable String advice,
            @Nullable String code, @Nullable String requestId, @Nullable String reference, @Nullable String retry,
            @Nullable String back) {
    }
}
