@NullMarked
package dev.tidemark.lag.schedule;

import org.jspecify.annotations.NullMarked;
