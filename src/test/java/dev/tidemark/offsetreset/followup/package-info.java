@NullMarked
package dev.tidemark.offsetreset.followup;

import org.jspecify.annotations.NullMarked;
