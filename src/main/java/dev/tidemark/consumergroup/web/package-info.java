/**
 * Consumer groups as pages and as JSON.
 */
@NullMarked
package dev.tidemark.consumergroup.web;

import org.jspecify.annotations.NullMarked;
