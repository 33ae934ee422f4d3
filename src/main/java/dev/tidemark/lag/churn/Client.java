package dev.tidemark.lag.churn;

/** A consumer as it calls itself, and where it runs: the same after a restart, when its member id is another. */
public record Client(String clientId, String host) {
    @Override
    public String toString() {
        return clientId + " (" + host + ")";
    }
}
