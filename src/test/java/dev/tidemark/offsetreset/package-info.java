@NullMarked
package dev.tidemark.offsetreset;

import org.jspecify.annotations.NullMarked;
