/** The actions that read, create and delete consumer groups. */
@NullMarked
package dev.tidemark.sandbox.emulator.action.group;

import org.jspecify.annotations.NullMarked;
