/** Tests of the demo traffic: its rules alone, and the whole of it against a real broker. */
@NullMarked
package dev.tidemark.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
