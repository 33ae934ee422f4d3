/**
 * What a reset would do, as values and pure rules: target and scope in, explicit offsets or a refusal out. Asks no
 * other package of this feature.
 */
@NullMarked
package dev.tidemark.offsetreset.plan;

import org.jspecify.annotations.NullMarked;
