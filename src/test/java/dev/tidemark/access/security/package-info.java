/** Tests of who gets in. */
@NullMarked
package dev.tidemark.access.security;

import org.jspecify.annotations.NullMarked;
