/** Every failure that can reach a reader, as a page or as a problem document. */
@NullMarked
package dev.tidemark.webkit.error;

import org.jspecify.annotations.NullMarked;
