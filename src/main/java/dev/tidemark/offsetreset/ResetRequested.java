package dev.tidemark.offsetreset;

/** A reset that needs approval was requested; published in the transaction that stores it. */
public record ResetRequested(ResetRequest request) {
}
