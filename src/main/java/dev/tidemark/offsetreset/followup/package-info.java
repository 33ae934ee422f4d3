/** What happens to a group after its reset, until it has caught up. */
@NullMarked
package dev.tidemark.offsetreset.followup;

import org.jspecify.annotations.NullMarked;
