/**
 * The guarded write: request, decisions, execution, verification. A request moves from one state to the next by its own
 * methods only; services store each move together with its audit entry.
 */
@NullMarked
package dev.tidemark.offsetreset;

import org.jspecify.annotations.NullMarked;
