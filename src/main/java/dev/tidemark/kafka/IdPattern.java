package dev.tidemark.kafka;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern of ids as people write it in configuration: {@code *} stands for any text, everything else for itself. */
public record IdPattern(String text) {
    public boolean matches(String id) {
        String expression = Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(expression, Pattern.DOTALL).matcher(id).matches();
    }

    /** The same as a pattern of SQL's LIKE, with {@code !} before what would be a wildcard there. */
    public String like() {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_").replace('*', '%');
    }
}
