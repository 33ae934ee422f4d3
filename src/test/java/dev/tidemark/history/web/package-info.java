@NullMarked
package dev.tidemark.history.web;

import org.jspecify.annotations.NullMarked;
