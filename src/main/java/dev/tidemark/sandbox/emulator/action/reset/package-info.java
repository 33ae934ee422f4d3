/** The actions that move committed offsets, and the tasks they start. */
@NullMarked
package dev.tidemark.sandbox.emulator.action.reset;

import org.jspecify.annotations.NullMarked;
