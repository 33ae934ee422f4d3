/** What lag keeps in the database: who may sweep, the last picture, and what was acknowledged. */
@NullMarked
package dev.tidemark.lag.jdbc;

import org.jspecify.annotations.NullMarked;
