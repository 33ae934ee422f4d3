/**
 * What was done, by whom: the trail of every change and every refusal, and the gate that records every refusal.
 * Imports kafka and access.
 */
@NullMarked
package dev.tidemark.audit;

import org.jspecify.annotations.NullMarked;
