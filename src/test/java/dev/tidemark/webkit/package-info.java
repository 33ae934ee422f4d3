@NullMarked
package dev.tidemark.webkit;

import org.jspecify.annotations.NullMarked;
