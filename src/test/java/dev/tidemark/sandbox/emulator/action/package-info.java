/** Tests of the API's actions against a real Kafka. */
@NullMarked
package dev.tidemark.sandbox.emulator.action;

import org.jspecify.annotations.NullMarked;
