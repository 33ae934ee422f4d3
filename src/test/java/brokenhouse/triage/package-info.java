/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.triage;

import org.jspecify.annotations.NullMarked;
