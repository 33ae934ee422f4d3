/** The page of one consumer group: members, topics, partitions. */
@NullMarked
package dev.tidemark.consumergroup.web.group;

import org.jspecify.annotations.NullMarked;
