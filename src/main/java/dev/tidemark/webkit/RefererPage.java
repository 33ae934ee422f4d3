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
            // Two slashes at the front would name another host.
            if (!isOurs(from, request) || path == null || !path.startsWith("/") || path.startsWith("//")) {
                return Optional.empty();
            }
            return Optional.of(from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Behind a proxy the port, and without its help the name too, differ from those in the browser; then the browser says
     * by itself whether the form was one of the same site.
     */
    private static boolean isOurs(URI from, HttpServletRequest request) {
        return request.getServerName().equalsIgnoreCase(from.getHost())
                || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }
}
