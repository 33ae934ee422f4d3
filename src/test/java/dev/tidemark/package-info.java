/** Tests of the whole application, and of its architecture. */
@NullMarked
package dev.tidemark;

import org.jspecify.annotations.NullMarked;
