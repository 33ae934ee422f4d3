package dev.tidemark.security;

import dev.tidemark.webkit.error.Failure;
import dev.tidemark.webkit.error.FailureMapper;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/** What Spring Security refuses, as failures. */
@Component
class SecurityFailures implements FailureMapper {
    @Override
    public Optional<Failure> find(Throwable exception) {
        return switch (exception) {
            case CsrfException _ -> Optional.of(Failure.of(HttpStatus.FORBIDDEN, "form-outdated"));
            case AccessDeniedException _ -> Optional.of(Failure.of(HttpStatus.FORBIDDEN, "forbidden"));
            case AuthenticationException _ -> Optional.of(Failure.of(HttpStatus.UNAUTHORIZED, "unauthenticated"));
            default -> Optional.empty();
        };
    }
}
