/** The page that lists the consumer groups of an instance. */
@NullMarked
package dev.tidemark.consumergroup.web.list;

import org.jspecify.annotations.NullMarked;
