/**
 * The same ports over the legacy API (v2), which private clouds still speak. HTTP is Spring's; only the signature is
 * written by hand. Knows nothing of API 3.0 or its SDK.
 */
@NullMarked
package dev.tidemark.ckafka.legacy;

import org.jspecify.annotations.NullMarked;
