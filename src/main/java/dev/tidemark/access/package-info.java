/** Roles, their permissions, and the operators to whom they are granted. Imports only the vocabulary. */
@NullMarked
package dev.tidemark.access;

import org.jspecify.annotations.NullMarked;
