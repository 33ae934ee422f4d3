@NullMarked
package dev.tidemark.lag;

import org.jspecify.annotations.NullMarked;
