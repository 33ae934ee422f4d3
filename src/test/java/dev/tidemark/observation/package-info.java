/** Tests of the package of the same name. */
@NullMarked
package dev.tidemark.observation;

import org.jspecify.annotations.NullMarked;
