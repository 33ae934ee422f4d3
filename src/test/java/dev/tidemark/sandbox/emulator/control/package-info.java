@NullMarked
package dev.tidemark.sandbox.emulator.control;

import org.jspecify.annotations.NullMarked;
