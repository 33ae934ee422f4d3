/** The emulator, asked from outside: over sockets, through the vendor's SDK, and rule by rule. */
@NullMarked
package dev.tidemark.sandbox.emulator;

import org.jspecify.annotations.NullMarked;
