package dev.tidemark.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus' own checker of rules and metrics. */
public final class Promtool {
    private Promtool() {
    }

    static boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":", -1)).anyMatch(folder -> Files.isExecutable(
                Path.of(folder, "promtool")));
    }

    /** What it says, on either stream. */
    public static String run(String input, String... arguments) throws IOException {
        Path typed = Files.createTempFile("promtool", ".txt");
        try {
            Files.writeString(typed, input);
            Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), List.of(arguments).stream())
                    .toList()).redirectInput(typed.toFile()).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            Files.delete(typed);
        }
    }
}
