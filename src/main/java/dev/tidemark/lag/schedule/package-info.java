/**
 * Which groups the sweep reads next, when the quota does not allow to read all of them within an interval. Pure rules; calls
 * nothing, and knows no time but what it is told.
 */
@NullMarked
package dev.tidemark.lag.schedule;

import org.jspecify.annotations.NullMarked;
