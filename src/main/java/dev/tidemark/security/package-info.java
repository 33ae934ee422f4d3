/**
 * Turns Spring Security's authentication into operators, and refuses every address that is not named.
 */
@NullMarked
package dev.tidemark.security;

import org.jspecify.annotations.NullMarked;
