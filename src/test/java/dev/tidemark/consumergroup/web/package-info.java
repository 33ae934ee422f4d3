/** Tests of the pages and JSON about consumer groups. */
@NullMarked
package dev.tidemark.consumergroup.web;

import org.jspecify.annotations.NullMarked;
