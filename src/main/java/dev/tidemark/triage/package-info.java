/** Which groups are in trouble, worst first, and what is acknowledged. Answers from the snapshot of the sweep. */
@NullMarked
package dev.tidemark.triage;

import org.jspecify.annotations.NullMarked;
