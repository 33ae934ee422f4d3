/** Acknowledgements in the database. */
@NullMarked
package dev.tidemark.triage.jdbc;

import org.jspecify.annotations.NullMarked;
