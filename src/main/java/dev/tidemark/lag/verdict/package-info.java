/**
 * What the samples of one partition mean: verdict, rates, time lag. Pure rules; knows neither groups nor sweeps.
 */
@NullMarked
package dev.tidemark.lag.verdict;

import org.jspecify.annotations.NullMarked;
