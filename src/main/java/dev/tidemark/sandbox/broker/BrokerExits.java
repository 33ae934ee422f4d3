package dev.tidemark.sandbox.broker;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a broker that meets a fatal fault from ending the whole process, which is what Kafka does by default. */
final class BrokerExits {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerExits.class);

    private BrokerExits() {
    }

    static void record() {
        Exit.setExitProcedure(BrokerExits::report);
        Exit.setHaltProcedure(BrokerExits::report);
    }

    private static void report(int status, String message) {
        LOG.error("A sandbox broker wanted to end the process with status {}: {}", status, message);
        throw new IllegalStateException("Kafka met a fatal fault: " + message);
    }
}
