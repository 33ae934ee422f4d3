/** The list of resets and the page of one. */
@NullMarked
package dev.tidemark.offsetreset.web.request;

import org.jspecify.annotations.NullMarked;
