/** Tests of who gets in. */
@NullMarked
package dev.tidemark.security;

import org.jspecify.annotations.NullMarked;
