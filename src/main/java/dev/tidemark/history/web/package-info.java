/** History as a chart, a table, JSON and a file. */
@NullMarked
package dev.tidemark.history.web;

import org.jspecify.annotations.NullMarked;
