@NullMarked
package dev.tidemark.offsetreset.plan;

import org.jspecify.annotations.NullMarked;
