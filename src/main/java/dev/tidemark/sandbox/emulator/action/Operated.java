package dev.tidemark.sandbox.emulator.action;

import org.jspecify.annotations.Nullable;

/** What writes answer that start no task. Each has its own word for success, as in the documents' samples. */
public record Operated(Result result) {
    public static Operated as(String code, String message) {
        return new Operated(new Result(code, message, null));
    }

    record Result(String returnCode, String returnMessage, @Nullable Object data) {
    }
}
