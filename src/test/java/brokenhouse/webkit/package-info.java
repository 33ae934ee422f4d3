/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.webkit;

import org.jspecify.annotations.NullMarked;
