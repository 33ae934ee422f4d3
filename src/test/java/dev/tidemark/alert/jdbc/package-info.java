@NullMarked
package dev.tidemark.alert.jdbc;

import org.jspecify.annotations.NullMarked;
