/** What is sent to move offsets, and what was seen afterwards: the port, its answers, and the receipts. */
@NullMarked
package dev.tidemark.offsetreset.write;

import org.jspecify.annotations.NullMarked;
