@NullMarked
package dev.tidemark.history;

import org.jspecify.annotations.NullMarked;
