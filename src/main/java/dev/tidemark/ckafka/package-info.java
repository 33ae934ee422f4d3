/**
 * The only package that imports the Tencent Cloud SDK: implements the ports of the features above it.
 */
@NullMarked
package dev.tidemark.ckafka;

import org.jspecify.annotations.NullMarked;
