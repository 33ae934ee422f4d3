package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts name who does something, and what a person reads about a failure comes from the message files. */
class WordingTest {
    private static final Pattern VAGUE = Pattern.compile("somebody|nobody|whoever", Pattern.CASE_INSENSITIVE);
    private static final List<String> READ = List.of("src/main", "frontend", "docs", "README.md", "CONTRIBUTING.md");
    private static final List<String> TEXTS = List.of("java", "properties", "html", "yml", "js", "css", "md", "json");
    // Migrations never change once they are released, not even their comments.
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final Pattern FAILURE = Pattern
            .compile("(?:new (?:InvalidInput|ClusterUnavailable)|(?:InvalidInput|ClusterUnavailable)\\.coded)\\(");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern INPUT_CODE = Pattern
            .compile("InvalidInput\\.coded\\(\\s*[^,]+(?:\\([^)]*\\))?,\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern UNAVAILABLE_CODE = Pattern
            .compile("ClusterUnavailable\\.coded\\([^;]*?,\\s*\"([a-z][a-z0-9.-]+)\"");

    @Test
    void textsNameWhoDoesSomething() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(READ, TEXTS)) {
            String text = Files.readString(file);
            Matcher vague = VAGUE.matcher(text);
            while (vague.find()) {
                found.add(
                        file + ":" + (text.substring(0, vague.start()).chars().filter(each -> each == '\n').count() + 1)
                                + " " + vague.group());
            }
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nobody reads", "/** Somebody else. */", "for whoever comes", "isNobody()"})
    void findsTheWordsItForbids(String text) {
        assertThat(VAGUE.matcher(text).find()).isTrue();
    }

    @Test
    void failuresCarryNoSentencesOfTheCode() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(List.of("src/main/java"), List.of("java"))) {
            sentences(Files.readString(file)).forEach(literal -> found.add(file + " " + literal));
        }
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw new ClusterUnavailable(Reason.TIMEOUT, code, id, \"did not answer \" + action, e);",
        "throw InvalidInput.coded(\"limit\", \"must be positive\");",
        "return new InvalidInput(name(a, b),\n    \"must be\\\"quoted\\\" here\");"})
    void findsTheSentencesItForbids(String code) {
        assertThat(sentences(code)).hasSize(1);
    }

    @Test
    void everyCodeOfAFailureHasItsSentence() throws IOException {
        Properties english = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            english.load(reader);
        }
        List<String> codes = new ArrayList<>();
        for (Path file : files(List.of("src/main/java"), List.of("java"))) {
            String code = Files.readString(file);
            INPUT_CODE.matcher(code).results().forEach(match -> codes.add("input." + match.group(1)));
            UNAVAILABLE_CODE.matcher(code).results().forEach(match -> codes.add("unavailable." + match.group(1)));
        }
        assertThat(codes).hasSizeGreaterThan(50);
        assertThat(english.stringPropertyNames()).containsAll(codes);
    }

    /** Literals with a blank among the arguments of a failure. */
    private static List<String> sentences(String code) {
        List<String> found = new ArrayList<>();
        Matcher call = FAILURE.matcher(code);
        while (call.find()) {
            Matcher literal = LITERAL.matcher(code.substring(call.end(), end(code, call.end())));
            while (literal.find()) {
                // Lists of allowed values are arguments, not sentences.
                if (literal.group(1).contains(" ") && !literal.group(1).strip().matches("\\S+(, \\S+)*")) {
                    found.add(literal.group(1));
                }
            }
        }
        return found;
    }

    /** Where the parenthesis that is open at the beginning closes. */
    private static int end(String code, int start) {
        int open = 1;
        boolean quoted = false;
        for (int at = start; at < code.length(); at++) {
            char each = code.charAt(at);
            if (each == '"' && code.charAt(at - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && each == '(') {
                open++;
            } else if (!quoted && each == ')' && --open == 0) {
                return at;
            }
        }
        return code.length();
    }

    private static List<Path> files(List<String> roots, List<String> endings) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String root : roots) {
            try (Stream<Path> all = Files.walk(Path.of(root))) {
                all.filter(Files::isRegularFile).filter(path -> !path.startsWith(MIGRATIONS))
                        .filter(path -> endings.contains(path.toString().toLowerCase(Locale.ROOT)
                                .replaceAll(".*\\.", "")))
                        .forEach(found::add);
            }
        }
        return found;
    }
}
