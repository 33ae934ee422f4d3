/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
