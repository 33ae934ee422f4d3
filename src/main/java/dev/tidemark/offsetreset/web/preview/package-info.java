/** The form of a reset and its preview. */
@NullMarked
package dev.tidemark.offsetreset.web.preview;

import org.jspecify.annotations.NullMarked;
