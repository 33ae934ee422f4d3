/**
 * Turns Spring Security's authentication into operators, and closes every door that is not named.
 */
@NullMarked
package dev.tidemark.security;

import org.jspecify.annotations.NullMarked;
