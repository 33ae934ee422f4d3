@NullMarked
package dev.tidemark.history.jdbc;

import org.jspecify.annotations.NullMarked;
