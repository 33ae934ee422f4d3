package dev.tidemark.security;

import dev.tidemark.webkit.RefererPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * What the sign-in page has to know of the request that led to it: that a session ended, which form was sent then, and
 * which name was typed beside a wrong password. Kept in the new session, which is not signed in yet.
 */
final class SignInContext {
    private static final String ENDED = SignInContext.class.getName() + ".ended";
    private static final String FORM = SignInContext.class.getName() + ".form";
    private static final String NAME = SignInContext.class.getName() + ".name";
    private static final int LONGEST_NAME = 100;

    private SignInContext() {
    }

    /** Notes a session that has ended before the user is asked to sign in. */
    static AuthenticationEntryPoint noting(AuthenticationEntryPoint next) {
        return (request, response, refusal) -> {
            // Who sends a form has seen a page; who asks for one may have come for the first time.
            boolean form = !request.getMethod().equals("GET");
            if (form || (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid())) {
                request.getSession().setAttribute(ENDED, true);
            }
            RefererPage.of(request).filter(page -> !page.startsWith(SecurityConfiguration.LOGIN))
                    .ifPresent(page -> request.getSession().setAttribute(FORM, page));
            next.commence(request, response, refusal);
        };
    }

    /** Back to the page that was asked for, or to the form that was sent in vain. */
    static SavedRequestAwareAuthenticationSuccessHandler leadingBack(RequestCache cache) {
        var handler = new SavedRequestAwareAuthenticationSuccessHandler() {
            @Override
            protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response) {
                return taken(request, FORM, String.class)
                        .orElseGet(() -> super.determineTargetUrl(request, response));
            }
        };
        handler.setRequestCache(cache);
        return handler;
    }

    /** Back to the sign-in page, where the name still stands. */
    static AuthenticationFailureHandler keepingTheName() {
        var page = new SimpleUrlAuthenticationFailureHandler(SecurityConfiguration.LOGIN + "?failed");
        return (HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal) -> {
            String name = request.getParameter("username");
            if (name != null && name.length() <= LONGEST_NAME) {
                request.getSession().setAttribute(NAME, name);
            }
            page.onAuthenticationFailure(request, response, refusal);
        };
    }

    static boolean isNew(HttpServletRequest request) {
        return taken(request, ENDED, Boolean.class).orElse(false);
    }

    static Optional<String> name(HttpServletRequest request) {
        return taken(request, NAME, String.class);
    }

    private static <T> Optional<T> taken(HttpServletRequest request, String attribute, Class<T> type) {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(attribute) == null) {
            return Optional.empty();
        }
        T value = type.cast(session.getAttribute(attribute));
        session.removeAttribute(attribute);
        return Optional.of(value);
    }
}
