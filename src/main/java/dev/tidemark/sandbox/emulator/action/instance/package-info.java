/** The actions that describe instances and regions. */
@NullMarked
package dev.tidemark.sandbox.emulator.action.instance;

import org.jspecify.annotations.NullMarked;
