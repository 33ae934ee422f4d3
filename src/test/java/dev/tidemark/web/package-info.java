/** Tests of what all pages share. */
@NullMarked
package dev.tidemark.web;

import org.jspecify.annotations.NullMarked;
