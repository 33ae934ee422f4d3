/** The legacy API's signature, requests and envelope by themselves. */
@NullMarked
package dev.tidemark.ckafka.legacy;

import org.jspecify.annotations.NullMarked;
