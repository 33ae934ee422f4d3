package dev.tidemark.webkit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/**
 * The page of ours that a form was sent from: where its sender goes back to when it is refused, or when the session has
 * ended. Taken from the Referer header, of which only path and query are used.
 */
public final class RefererPage {
    private RefererPage() {
    }

    /** Empty for what is no form, and where the browser does not say. */
    public static Optional<String> of(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null || request.getMethod().equals("GET")) {
            return Optional.empty();
        }
        try {
            URI from = URI.create(referer);
            String path = from.getRawPath();
            boolean ours = String.valueOf(from.getAuthority()).equals(request.getHeader(HttpHeaders.HOST));
            // Two slashes at the front would name another host.
            if (!ours || path == null || !path.startsWith("/") || path.startsWith("//")) {
                return Optional.empty();
            }
            return Optional.of(from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
