@NullMarked
package dev.tidemark.offsetreset.web.preview;

import org.jspecify.annotations.NullMarked;
