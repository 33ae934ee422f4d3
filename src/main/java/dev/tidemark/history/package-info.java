/** How lag was, as far back as it is kept: totals by group and topic, and what happened meanwhile. */
@NullMarked
package dev.tidemark.history;

import org.jspecify.annotations.NullMarked;
