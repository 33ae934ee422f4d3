package dev.tidemark.offsetreset.write;

/** A write was not sent, because it was no longer this process's to send, or later than its recorded intention allows. */
public final class SendWithheld extends RuntimeException {
    public SendWithheld(String reason) {
        super(reason);
    }
}
