/** The one broker that all tests of this process share, and tests of the broker itself. */
@NullMarked
package dev.tidemark.sandbox.broker;

import org.jspecify.annotations.NullMarked;
