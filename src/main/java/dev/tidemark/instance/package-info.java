/**
 * The CKafka instances this Tidemark watches: the port that finds them and the service that shows each operator
 * theirs.
 */
@NullMarked
package dev.tidemark.instance;

import org.jspecify.annotations.NullMarked;
