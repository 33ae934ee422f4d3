/** The switches under {@code /_sandbox/}: faults, settings, and the log of requests. */
@NullMarked
package dev.tidemark.sandbox.emulator.control;

import org.jspecify.annotations.NullMarked;
