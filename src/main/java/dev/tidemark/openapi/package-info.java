/** The description of the JSON API: served as it is committed, and as a page to read. */
@NullMarked
package dev.tidemark.openapi;

import org.jspecify.annotations.NullMarked;
