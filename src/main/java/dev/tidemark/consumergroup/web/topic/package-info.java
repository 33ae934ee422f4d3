/** The pages of one topic: its consumer groups, and its oldest unread message. */
@NullMarked
package dev.tidemark.consumergroup.web.topic;

import org.jspecify.annotations.NullMarked;
