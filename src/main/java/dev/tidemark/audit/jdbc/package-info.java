/** The audit trail in the database: rows are inserted and read, never changed. */
@NullMarked
package dev.tidemark.audit.jdbc;

import org.jspecify.annotations.NullMarked;
