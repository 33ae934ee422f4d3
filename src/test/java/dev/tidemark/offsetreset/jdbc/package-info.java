@NullMarked
package dev.tidemark.offsetreset.jdbc;

import org.jspecify.annotations.NullMarked;
