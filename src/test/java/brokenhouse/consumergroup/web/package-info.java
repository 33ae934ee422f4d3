/** Part of a house that breaks every rule of HouseRules once. */
@NullMarked
package brokenhouse.consumergroup.web;

import org.jspecify.annotations.NullMarked;
