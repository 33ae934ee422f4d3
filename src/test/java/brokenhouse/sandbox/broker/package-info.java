/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.sandbox.broker;

import org.jspecify.annotations.NullMarked;
