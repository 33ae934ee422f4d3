package dev.tidemark.security;

import dev.tidemark.webkit.error.Failure;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Refuses people. A form whose session has ended is refused for its missing token; what its sender needs is to sign in
 * again, not to read about tokens.
 */
final class PageAccessDeniedHandler implements AccessDeniedHandler {
    private final AuthenticationEntryPoint signIn;

    PageAccessDeniedHandler(AuthenticationEntryPoint signIn) {
        this.signIn = signIn;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException, ServletException {
        if (refusal instanceof CsrfException && SecurityContextHolder.getContext().getAuthentication() == null) {
            signIn.commence(request, response, new InsufficientAuthenticationException("the session has ended"));
        } else {
            request.setAttribute(Failure.REFUSAL, refusal);
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
