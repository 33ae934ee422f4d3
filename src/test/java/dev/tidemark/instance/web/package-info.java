/** Tests of the pages and JSON about instances. */
@NullMarked
package dev.tidemark.instance.web;

import org.jspecify.annotations.NullMarked;
