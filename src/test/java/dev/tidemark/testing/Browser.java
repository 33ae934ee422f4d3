package dev.tidemark.testing;

import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;

/** What a signed-in user sees. Addresses are given as a browser sends them, encoded. */
public final class Browser {
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final MockMvcTester mvc;
    private final String name;
    private final String language;

    private Browser(MockMvcTester mvc, String name, String language) {
        this.mvc = mvc;
        this.name = name;
        this.language = language;
    }

    public static Browser of(MockMvcTester mvc) {
        return new Browser(mvc, "viewer", "en");
    }

    public Browser as(String other) {
        return new Browser(mvc, other, language);
    }

    public Browser in(String other) {
        return new Browser(mvc, name, other);
    }

    public MvcTestResult open(String address) {
        return mvc.get().uri(URI.create(address)).header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .with(SecurityMockMvcRequestPostProcessors.user(name)).exchange();
    }

    /** As a program asks, with HTTP Basic. */
    public MvcTestResult call(String address) {
        return mvc.get().uri(URI.create(address)).header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .with(SecurityMockMvcRequestPostProcessors.httpBasic(name, "secret")).exchange();
    }

    /** Sends a form, with its token. */
    public MvcTestResult send(String address, Map<String, String> fields) {
        var request = mvc.post().uri(URI.create(address)).header(HttpHeaders.ACCEPT_LANGUAGE, language)
                .with(SecurityMockMvcRequestPostProcessors.user(name))
                .with(SecurityMockMvcRequestPostProcessors.csrf());
        fields.forEach(request::param);
        return request.exchange();
    }

    /** Sends JSON as a program does. */
    public MvcTestResult post(String address, String body) {
        return mvc.post().uri(URI.create(address)).contentType(MediaType.APPLICATION_JSON).content(body)
                .with(SecurityMockMvcRequestPostProcessors.httpBasic(name, "secret")).exchange();
    }

    public String html(String address) {
        return body(open(address));
    }

    /** The page's text, without markup and with single spaces. */
    public String text(String address) {
        return textOf(html(address));
    }

    public static String textOf(String html) {
        return SPACE.matcher(HtmlUtils.htmlUnescape(TAG.matcher(html).replaceAll(" "))).replaceAll(" ");
    }

    public static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
