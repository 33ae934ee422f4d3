/** Producers and consumers that hold every condition an on-call engineer meets for as long as the sandbox runs. */
@NullMarked
package dev.tidemark.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
