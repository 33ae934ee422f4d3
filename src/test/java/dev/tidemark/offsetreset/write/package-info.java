@NullMarked
package dev.tidemark.offsetreset.write;

import org.jspecify.annotations.NullMarked;
