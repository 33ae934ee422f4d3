/** What each action of the CKafka API does, mapped to Kafka's Admin API. Knows nothing of HTTP or signatures. */
@NullMarked
package dev.tidemark.sandbox.emulator.action;

import org.jspecify.annotations.NullMarked;
