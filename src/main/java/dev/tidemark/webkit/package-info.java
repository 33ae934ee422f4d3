/** The kit that every page uses: page chrome, languages, numbers, times, pagers. Knows no feature. */
@NullMarked
package dev.tidemark.webkit;

import org.jspecify.annotations.NullMarked;
