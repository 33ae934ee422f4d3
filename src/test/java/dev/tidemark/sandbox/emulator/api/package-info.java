@NullMarked
package dev.tidemark.sandbox.emulator.api;

import org.jspecify.annotations.NullMarked;
