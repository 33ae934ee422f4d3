/** The application itself. Features live in the packages below; see CONTRIBUTING.md for which may import which. */
@NullMarked
package dev.tidemark;

import org.jspecify.annotations.NullMarked;
