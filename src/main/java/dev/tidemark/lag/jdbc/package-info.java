/** What lag keeps in the database: the lease of the sweep and the last snapshot. */
@NullMarked
package dev.tidemark.lag.jdbc;

import org.jspecify.annotations.NullMarked;
