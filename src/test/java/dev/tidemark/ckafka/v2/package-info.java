@NullMarked
package dev.tidemark.ckafka.v2;

import org.jspecify.annotations.NullMarked;
