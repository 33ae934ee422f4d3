@NullMarked
package dev.tidemark.lag.jdbc;

import org.jspecify.annotations.NullMarked;
