/** Tests of the package of the same name. */
@NullMarked
package dev.tidemark.kafka;

import org.jspecify.annotations.NullMarked;
