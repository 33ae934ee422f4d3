/** The accounts of Tencent Cloud in configuration, and their keys. Never prints a secret. */
@NullMarked
package dev.tidemark.ckafka.account;

import org.jspecify.annotations.NullMarked;
