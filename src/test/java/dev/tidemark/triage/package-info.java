@NullMarked
package dev.tidemark.triage;

import org.jspecify.annotations.NullMarked;
