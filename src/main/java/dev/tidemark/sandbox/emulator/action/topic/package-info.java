/** The actions that describe topics and fetch messages. */
@NullMarked
package dev.tidemark.sandbox.emulator.action.topic;

import org.jspecify.annotations.NullMarked;
