/** What a person meets in a real browser. */
@NullMarked
package dev.tidemark.browser;

import org.jspecify.annotations.NullMarked;
