/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.ckafka.v2;

import org.jspecify.annotations.NullMarked;
