/** Makes and completes previews: reads a group, plans, and asks CKafka which offsets a time means. */
@NullMarked
package dev.tidemark.offsetreset.preview;

import org.jspecify.annotations.NullMarked;
