/** Triage as a page and as JSON. */
@NullMarked
package dev.tidemark.lag.web;

import org.jspecify.annotations.NullMarked;
