@NullMarked
package dev.tidemark.ckafka.v3;

import org.jspecify.annotations.NullMarked;
