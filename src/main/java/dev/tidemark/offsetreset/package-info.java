/**
 * The guarded write: plan, ask, approve, carry out once, verify, undo. Imports the vocabulary, access, audit and the
 * reading of consumer groups; only {@link dev.tidemark.offsetreset.OffsetResetService} moves a request from one state to
 * the next.
 */
@NullMarked
package dev.tidemark.offsetreset;

import org.jspecify.annotations.NullMarked;
