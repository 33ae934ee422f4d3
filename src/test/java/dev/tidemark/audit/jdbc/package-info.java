@NullMarked
package dev.tidemark.audit.jdbc;

import org.jspecify.annotations.NullMarked;
