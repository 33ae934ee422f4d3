@NullMarked
package dev.tidemark.consumergroup.web.group;

import org.jspecify.annotations.NullMarked;
