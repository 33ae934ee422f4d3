package dev.tidemark.kafka;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * A sentence of the message files: pages word it in the reader's language, logs and programs get it in English.
 *
 * @param key in the message files
 * @param arguments texts and numbers, never markup
 */
public record Sentence(String key, List<Object> arguments) {
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("messages", Locale.ROOT);

    public Sentence {
        arguments = List.copyOf(arguments);
    }

    /** The key itself where the files lack it: a failure is never hidden by another one. */
    public String english() {
        String text = ENGLISH.containsKey(key) ? ENGLISH.getString(key) : key;
        return arguments.isEmpty() ? text : new MessageFormat(text, Locale.ENGLISH).format(arguments.toArray());
    }
}
