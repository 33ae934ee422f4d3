@NullMarked
package dev.tidemark.sandbox.emulator.signature;

import org.jspecify.annotations.NullMarked;
