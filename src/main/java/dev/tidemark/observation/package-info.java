/** Figures with their age: what was read, when, and why it is not newer. Knows nothing of what is being read. */
@NullMarked
package dev.tidemark.observation;

import org.jspecify.annotations.NullMarked;
