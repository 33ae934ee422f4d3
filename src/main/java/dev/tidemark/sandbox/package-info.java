/**
 * A CKafka on your own machine: embedded Apache Kafka, the emulator of the CKafka API in front of it, and demo traffic.
 * Depends on Kafka and on nothing of the dashboard, which knows the sandbox only as an endpoint and two keys.
 */
@NullMarked
package dev.tidemark.sandbox;

import org.jspecify.annotations.NullMarked;
