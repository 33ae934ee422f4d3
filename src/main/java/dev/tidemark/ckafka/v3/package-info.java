/**
 * The adapters of API 3.0; the only package that imports the Tencent Cloud SDK besides the keys in {@code
 * ckafka.account}.
 */
@NullMarked
package dev.tidemark.ckafka.v3;

import org.jspecify.annotations.NullMarked;
