/** Tests of the package of the same name. */
@NullMarked
package dev.tidemark.ckafka;

import org.jspecify.annotations.NullMarked;
