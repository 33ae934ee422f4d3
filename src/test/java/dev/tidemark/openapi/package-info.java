/** Describes the JSON API from its controllers, and holds what is committed against them. */
@NullMarked
package dev.tidemark.openapi;

import org.jspecify.annotations.NullMarked;
