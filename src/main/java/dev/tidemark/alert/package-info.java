/** Sends messages about what people should look at: groups in trouble, and resets that wait for a decision. */
@NullMarked
package dev.tidemark.alert;

import org.jspecify.annotations.NullMarked;
