package dev.tidemark.offsetreset;

/** Somebody asks for a reset that others must approve; published in the transaction that stores it. */
public record ResetRequested(ResetRequest request) {
}
