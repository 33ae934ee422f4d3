package dev.tidemark.sandbox.emulator;

/** Answers every request of one path of the emulator. Runs on a thread of its own and may block. */
interface Handler {
    Reply handle(ReceivedRequest request);
}
