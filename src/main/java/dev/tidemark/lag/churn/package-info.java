/** Members that come and go: what the looks at a group say about who left it how often. Knows neither lag nor verdicts. */
@NullMarked
package dev.tidemark.lag.churn;

import org.jspecify.annotations.NullMarked;
