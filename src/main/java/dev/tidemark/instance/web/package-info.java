/**
 * Instances as a page and as JSON.
 */
@NullMarked
package dev.tidemark.instance.web;

import org.jspecify.annotations.NullMarked;
