/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.alert;

import org.jspecify.annotations.NullMarked;
