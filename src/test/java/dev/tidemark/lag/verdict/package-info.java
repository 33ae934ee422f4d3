@NullMarked
package dev.tidemark.lag.verdict;

import org.jspecify.annotations.NullMarked;
