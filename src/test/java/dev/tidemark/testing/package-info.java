/** What tests share: clocks, doubles that pass the adapter's contract, servers that misbehave. */
@NullMarked
package dev.tidemark.testing;

import org.jspecify.annotations.NullMarked;
