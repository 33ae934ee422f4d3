/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.ckafka.legacy;

import org.jspecify.annotations.NullMarked;
