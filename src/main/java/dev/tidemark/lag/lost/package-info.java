/**
 * Groups that are gone although they had committed offsets: when that is certain, and their last offsets. Knows neither
 * samples nor verdicts.
 */
@NullMarked
package dev.tidemark.lag.lost;

import org.jspecify.annotations.NullMarked;
