package dev.tidemark.webkit;

import dev.tidemark.access.CurrentOperator;
import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.access.Role;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Builds what surrounds every page. Never calls the cloud, so that it is there when nothing else is. */
@Component
public class PageChrome {
    private final CurrentOperator operators;
    private final LocaleResolver languages;
    private final WebProperties properties;
    private final String version;

    PageChrome(CurrentOperator operators, LocaleResolver languages, WebProperties properties,
            ObjectProvider<BuildProperties> build) {
        this.operators = operators;
        this.languages = languages;
        this.properties = properties;
        this.version = Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse("");
    }

    public Chrome of(HttpServletRequest request) {
        Optional<Operator> operator = operators.of(request);
        Locale locale = languages.resolveLocale(request);
        String here = here(request);
        return new Chrome(operator.map(Operator::name).orElse(null),
                operator.map(PageChrome::roles).orElse(List.of()),
                operator.map(known -> !known.where(Permission.VIEW_AUDIT).isEmpty()).orElse(false),
                properties.sandbox(), version,
                locale.toLanguageTag(), Languages.ALL.stream().filter(other -> !other.equals(locale))
                        .map(other -> language(other, here)).toList());
    }

    private static List<Role> roles(Operator operator) {
        return operator.grants().stream().map(Grant::role).distinct().sorted().toList();
    }

    private static Language language(Locale locale, String here) {
        String name = locale.equals(Locale.ENGLISH) ? "English" : locale.getDisplayLanguage(locale);
        String separator = here.contains("?") ? "&" : "?";
        return new Language(locale.toLanguageTag(), name,
                here + separator + Languages.PARAMETER + "=" + locale.toLanguageTag());
    }

    /** The address in the browser without its language; for an error page that of the request that failed. */
    public static String here(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed instanceof String uri ? uri : request.getRequestURI();
        // Two slashes at the front would name another host.
        if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            return "/";
        }
        String query = Optional.ofNullable(request.getQueryString()).stream()
                .flatMap(all -> Arrays.stream(all.split("&")))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(Languages.PARAMETER + "="))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    /**
     * What surrounds a page.
     *
     * @param operator who is signed in; null when not signed in
     * @param auditor whether the audit trail is open to them
     * @param version of this build, empty when it was not built as a release
     * @param language of this page, as HTML declares it
     * @param otherLanguages links to the same page
     */
    record Chrome(@Nullable String operator, List<Role> roles, boolean auditor, boolean sandbox, String version,
            String language,
            List<Language> otherLanguages) {
    }

    /** A language by its own name, and the same page in it. */
    record Language(String tag, String name, String href) {
    }
}
