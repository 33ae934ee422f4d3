/**
 * What was done, by whom: the trail of every change and every refusal, and the door that records who was turned away.
 * Imports kafka and access.
 */
@NullMarked
package dev.tidemark.audit;

import org.jspecify.annotations.NullMarked;
