/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.history;

import org.jspecify.annotations.NullMarked;
