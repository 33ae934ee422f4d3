/** Resets in the database. */
@NullMarked
package dev.tidemark.offsetreset.jdbc;

import org.jspecify.annotations.NullMarked;
