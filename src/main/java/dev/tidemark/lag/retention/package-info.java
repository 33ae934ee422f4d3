/**
 * When unread messages are deleted: what a topic retains, held against how old the oldest unread message is. The rule is
 * pure.
 */
@NullMarked
package dev.tidemark.lag.retention;

import org.jspecify.annotations.NullMarked;
