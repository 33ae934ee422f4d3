@NullMarked
package dev.tidemark.sandbox.emulator.http;

import org.jspecify.annotations.NullMarked;
