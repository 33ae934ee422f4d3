package dev.tidemark.lag.churn;

import java.time.Duration;
import java.util.Optional;

/**
 * Members of a group come and go.
 *
 * @param changes how many members left and joined, together
 * @param watched in how much time
 * @param client the one that left most often; empty where none left often by itself
 * @param left how often it left
 * @param rebalancing share of the time in which the group was rebalancing, from 0 to 1
 */
public record Churn(int changes, Duration watched, Optional<Client> client, int left, double rebalancing) {
}
