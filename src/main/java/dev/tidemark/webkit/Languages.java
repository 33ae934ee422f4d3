package dev.tidemark.webkit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * English and Simplified Chinese: what the {@code lang} parameter or its cookie says, else what the browser prefers,
 * else English. Never any other locale, so that text, numbers and the page's declared language always agree.
 */
final class Languages extends CookieLocaleResolver {
    static final String PARAMETER = "lang";
    static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    Languages() {
        super("tidemark-language");
        setCookieMaxAge(Duration.ofDays(365));
        setCookieHttpOnly(true);
        setCookieSameSite("Lax");
        setRejectInvalidCookies(false);
        setDefaultLocaleFunction(request -> nearest(preferred(request)));
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String asked = request.getParameter(PARAMETER);
        return asked == null ? super.resolveLocale(request) : nearest(List.of(Locale.forLanguageTag(asked)));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response,
            @Nullable Locale locale) {
        super.setLocale(request, response, locale == null ? null : nearest(List.of(locale)));
    }

    @Override
    protected @Nullable Locale parseLocaleValue(String cookie) {
        return nearest(List.of(Locale.forLanguageTag(cookie)));
    }

    private static List<Locale> preferred(HttpServletRequest request) {
        // Without the header the servlet API reports the server's own locale, which no reader chose.
        return request.getHeader("Accept-Language") == null
                ? List.of()
                : Collections.list(request.getLocales());
    }

    private static Locale nearest(List<Locale> wanted) {
        for (Locale each : wanted) {
            for (Locale known : ALL) {
                if (known.getLanguage().equals(each.getLanguage())) {
                    return known;
                }
            }
        }
        return Locale.ENGLISH;
    }
}
