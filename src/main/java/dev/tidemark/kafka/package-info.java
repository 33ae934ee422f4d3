/**
 * The vocabulary: what every other package says about Kafka, in Kafka's words. Imports nothing of Tidemark.
 */
@NullMarked
package dev.tidemark.kafka;

import org.jspecify.annotations.NullMarked;
