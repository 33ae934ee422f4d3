/**
 * Who may: operators, their roles, and the policy that answers yes or no. Imports only the vocabulary.
 */
@NullMarked
package dev.tidemark.access;

import org.jspecify.annotations.NullMarked;
