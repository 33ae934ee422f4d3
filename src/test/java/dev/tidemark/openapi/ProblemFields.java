package dev.tidemark.openapi;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** The members of a problem document; which types there are stands in the message files, where each has its title. */
final class ProblemFields {
    static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("type", "`urn:tidemark:problem:` and one of " + types());
        ALL.put("title", "The type in words");
        ALL.put("status", "The HTTP status");
        ALL.put("detail", "What is wrong here, and what to do");
        ALL.put("code", "The error code of Tencent Cloud");
        ALL.put("requestId", "The request id of Tencent Cloud");
        ALL.put("field", "The input that cannot be accepted");
        ALL.put("reference", "Finds an internal error in Tidemark's log");
    }

    private ProblemFields() {
    }

    private static String types() {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/messages.properties"))) {
            messages.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        // The form is a page's; programs have none.
        return messages.stringPropertyNames().stream().filter(key -> key.matches("problem\\.[a-z-]+\\.title"))
                .map(key -> key.replaceFirst("problem\\.([a-z-]+)\\.title", "$1"))
                .filter(type -> !type.equals("form-outdated")).sorted().map(type -> "`" + type + "`")
                .collect(Collectors.joining(", "));
    }
}
