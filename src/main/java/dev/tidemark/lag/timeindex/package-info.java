/**
 * When a message was written: an index from offsets to times for every partition, made of the log ends that sweeps see.
 */
@NullMarked
package dev.tidemark.lag.timeindex;

import org.jspecify.annotations.NullMarked;
