@NullMarked
package dev.tidemark.alert;

import org.jspecify.annotations.NullMarked;
