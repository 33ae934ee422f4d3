package dev.tidemark.openapi;

import java.util.ArrayList;
import java.util.List;

/** A piece of a description: words, or code that stood between backticks. */
record TextPart(String text, boolean code) {
    static List<TextPart> of(String text) {
        List<TextPart> parts = new ArrayList<>();
        boolean code = false;
        for (String piece : text.split("`", -1)) {
            if (!piece.isEmpty()) {
                parts.add(new TextPart(piece, code));
            }
            code = !code;
        }
        return parts;
    }
}
