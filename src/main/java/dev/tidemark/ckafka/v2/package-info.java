/** The adapters of API v2, for private clouds and older installations. Knows nothing of the Tencent Cloud SDK. */
@NullMarked
package dev.tidemark.ckafka.v2;

import org.jspecify.annotations.NullMarked;
