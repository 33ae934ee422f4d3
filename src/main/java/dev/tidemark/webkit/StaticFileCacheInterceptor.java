package dev.tidemark.webkit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A URL that carries the hash of its content may be kept for ever, because another content has another URL; every other
 * one is asked for again.
 */
final class StaticFileCacheInterceptor implements HandlerInterceptor {
    private static final Pattern HASHED = Pattern.compile(".*-[0-9a-f]{32}\\.[a-z0-9]+");
    private static final CacheControl FOR_EVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl ASK_AGAIN = CacheControl.noCache();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean hashed = HASHED.matcher(request.getRequestURI()).matches();
        response.setHeader(HttpHeaders.CACHE_CONTROL, (hashed ? FOR_EVER : ASK_AGAIN).getHeaderValue());
        return true;
    }
}
