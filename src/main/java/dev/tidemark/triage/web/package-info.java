/** Triage and acknowledgements as pages and as JSON. */
@NullMarked
package dev.tidemark.triage.web;

import org.jspecify.annotations.NullMarked;
