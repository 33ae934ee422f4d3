package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates print and loop, and nothing else: what the content security policy forbids must not even be written. */
class TemplateRulesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    static List<Path> templates() throws IOException {
        try (Stream<Path> all = Files.walk(TEMPLATES)) {
            return all.filter(path -> path.toString().endsWith(".html")).sorted().toList();
        }
    }

    @Test
    void thereAreTemplates() throws IOException {
        assertThat(templates()).hasSizeGreaterThan(8);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void followsTheRules(Path template) throws IOException {
        assertThat(violations(Files.readString(template))).isEmpty();
    }

    /** Each rule is shown to find what it forbids. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            <p style="color: red"></p>                       | inline style
            <p th:style="${page.x}"></p>                     | inline style
            <style>p {}</style>                              | inline style
            <script>go()</script>                            | inline script
            <a onclick="go()"></a>                           | event handler
            <a th:onclick="go()"></a>                        | event handler
            <a hx-on:click="go()"></a>                       | event handler
            <a href="javascript:go()"></a>                   | event handler
            <p th:utext="${page.x}"></p>                     | th:utext
            <p>[(${page.x})]</p>                             | th:utext
            <p th:text="${T(java.lang.Math).PI}"></p>        | static call
            <p th:text="${@clock}"></p>                      | bean reference
            <p th:text="${page.a + page.b * 2}"></p>         | arithmetic
            <form method="post" action="/x"></form>          | POST without th:action
            <p>Hello</p>                                     | literal text
            <p title="Hello"></p>                            | literal text
            <input placeholder="Hello">                      | literal text
            """)
    void aRuleFindsWhatItForbids(String markup, String rule) {
        assertThat(violations(markup)).anyMatch(found -> found.startsWith(rule));
    }

    private static List<String> violations(String template) {
        String markup = template.replaceAll("(?s)<!--.*?-->", "");
        List<String> found = new ArrayList<>();
        find(found, "inline style", "(?i)\\s(th:)?style(append)?=|<style", markup);
        find(found, "inline script", "(?i)<script(?![^>]*\\ssrc=|[^>]*th:src=)", markup);
        find(found, "event handler", "(?i)\\s(th:)?on[a-z]+=|hx-on|javascript:", markup);
        find(found, "th:utext", "th:utext|\\[\\(", markup);
        find(found, "static call", "\\bT\\(", markup);
        find(found, "bean reference", "\\$\\{[^}]*@[a-z]", markup);
        find(found, "arithmetic", "\\$\\{[^}']*[\\w)]\\s[*/%]\\s", markup);
        find(found, "POST without th:action", "(?i)<form(?=[^>]*method=\"post\")(?![^>]*th:action=)", markup);
        find(found, "literal text", "(?i)\\s(title|placeholder|aria-label|alt)=\"[^\"]+\"", markup);
        String text = markup.replaceAll("<code>[^<]*</code>", "").replaceAll("<[^>]*>", "").strip();
        if (!text.isEmpty()) {
            found.add("literal text: " + text);
        }
        return found;
    }

    private static void find(List<String> found, String rule, String pattern, String markup) {
        Matcher match = Pattern.compile(pattern).matcher(markup);
        while (match.find()) {
            found.add(rule + ": " + match.group());
        }
    }
}
