@NullMarked
package dev.tidemark.webkit.error;

import org.jspecify.annotations.NullMarked;
