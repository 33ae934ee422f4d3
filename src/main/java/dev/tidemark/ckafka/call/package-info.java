/**
 * What every call of the CKafka API has, whichever version it speaks: its turn in the request quota, its timer, and
 * one exception for whatever goes wrong.
 */
@NullMarked
package dev.tidemark.ckafka.call;

import org.jspecify.annotations.NullMarked;
