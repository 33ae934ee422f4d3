/** Alerts and their deliveries in the database. */
@NullMarked
package dev.tidemark.alert.jdbc;

import org.jspecify.annotations.NullMarked;
