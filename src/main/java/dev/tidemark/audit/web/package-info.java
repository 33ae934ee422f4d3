/** The audit trail as a page, as JSON and as a file. */
@NullMarked
package dev.tidemark.audit.web;

import org.jspecify.annotations.NullMarked;
