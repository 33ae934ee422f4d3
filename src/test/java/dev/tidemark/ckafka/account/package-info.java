@NullMarked
package dev.tidemark.ckafka.account;

import org.jspecify.annotations.NullMarked;
