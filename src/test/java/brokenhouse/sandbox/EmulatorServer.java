package brokenhouse.sandbox;

import brokenhouse.consumergroup.ConsumerGroups;
import java.time.Instant;

/** The sandbox knows the dashboard, and reads the system's time. */
public record EmulatorServer(ConsumerGroups groups, Instant started) {
    static EmulatorServer start(ConsumerGroups groups) {
        return new EmulatorServer(groups, Instant.now());
    }
}
