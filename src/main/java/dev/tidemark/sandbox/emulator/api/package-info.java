/** The two APIs: reads a request, checks its signature and quota, runs the action and wraps the answer. */
@NullMarked
package dev.tidemark.sandbox.emulator.api;

import org.jspecify.annotations.NullMarked;
