package dev.tidemark.webkit.error;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts problem documents before the pages' own error handling, so that no failure of a program's request is worded as HTML. */
@Configuration(proxyBeanMethods = false)
class ErrorConfiguration implements WebMvcConfigurer {
    private final ApiProblemResolver problems;

    ErrorConfiguration(ApiProblemResolver problems) {
        this.problems = problems;
    }

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.addFirst(problems);
    }
}
