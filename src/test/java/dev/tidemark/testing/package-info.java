/** What tests share: a CKafka in memory, a clock that can be turned, and the application on top of both. */
@NullMarked
package dev.tidemark.testing;

import org.jspecify.annotations.NullMarked;
