/** One real Apache Kafka (KRaft) per sandbox instance, in temporary folders. */
@NullMarked
package dev.tidemark.sandbox.broker;

import org.jspecify.annotations.NullMarked;
