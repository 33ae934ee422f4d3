/**
 * Reading consumer groups: state, members, committed and log end offsets, lag now. Never writes.
 */
@NullMarked
package dev.tidemark.consumergroup;

import org.jspecify.annotations.NullMarked;
