@NullMarked
package dev.tidemark.ckafka.call;

import org.jspecify.annotations.NullMarked;
