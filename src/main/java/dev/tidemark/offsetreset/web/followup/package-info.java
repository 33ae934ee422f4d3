/** What happens to a group after its reset, as parts of other pages. */
@NullMarked
package dev.tidemark.offsetreset.web.followup;

import org.jspecify.annotations.NullMarked;
