package dev.tidemark.sandbox.emulator.http;

/** What goes back on the wire: an answer, or nothing at all on a connection that is closed at once. */
public sealed interface Reply {
    /**
     * An answer in JSON.
     *
     * @param json may be empty, for an answer without a body
     */
    public record Answer(int status, String json) implements Reply {
    }

    /** The client sees the end of the stream and not one byte of an answer. */
    record Dropped() implements Reply {
    }
}
