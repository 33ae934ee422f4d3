package dev.tidemark.sandbox.emulator.http;

/** Answers every request of one path of the emulator. Runs on a thread of its own and may block. */
public interface Handler {
    Reply handle(ReceivedRequest request);
}
