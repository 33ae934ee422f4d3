@NullMarked
package dev.tidemark.offsetreset.web;

import org.jspecify.annotations.NullMarked;
