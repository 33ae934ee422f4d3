/** The two signatures of the vendor, as a server checks them. */
@NullMarked
package dev.tidemark.sandbox.emulator.signature;

import org.jspecify.annotations.NullMarked;
