/** Routes every port about an instance to the version of the CKafka API that its account speaks, and wires the accounts. */
@NullMarked
package dev.tidemark.ckafka;

import org.jspecify.annotations.NullMarked;
