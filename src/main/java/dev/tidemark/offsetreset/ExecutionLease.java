package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.write.SendPermit;
import dev.tidemark.offsetreset.write.SendWithheld;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of this process to execute one reset. It is renewed in the background, on the database's clock, for as long as
 * the process lives and the lease is not closed; once another process has taken the reset over, it is lost for good.
 */
final class ExecutionLease implements SendPermit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionLease.class);
    // A statement that took longer was cut off by a pause of the process, and its answer is of the past.
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final ResetExecutions executions;
    private final long reset;
    private final String node;
    private final Duration term;
    private final Thread heartbeat;
    private volatile boolean lost;
    private volatile String topic = "";

    ExecutionLease(ResetExecutions executions, long reset, String node, Duration term) {
        this.executions = executions;
        this.reset = reset;
        this.node = node;
        this.term = term;
        this.heartbeat = Thread.ofVirtual().name("reset-" + reset + "-heartbeat").start(this::keepRenewing);
    }

    /** The topic that is about to be written; {@link #require} answers for its recorded intention. */
    void sending(String next) {
        topic = next;
    }

    /** Whether another process has taken the reset over. */
    boolean isLost() {
        return lost;
    }

    @Override
    public void require() {
        long asked = System.nanoTime();
        boolean permitted = executions.permitSend(reset, topic, node, term);
        if (!permitted || System.nanoTime() - asked > FRESH.toNanos()) {
            throw new SendWithheld(
                    "The write of " + topic + " was not sent: it would have left later than its recorded "
                            + "intention allows, or another process has taken reset " + reset + " over.");
        }
    }

    @Override
    public void close() {
        heartbeat.interrupt();
    }

    private void keepRenewing() {
        try {
            while (!lost) {
                TimeUnit.NANOSECONDS.sleep(term.toNanos() / 3);
                renew();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        try {
            if (!executions.heartbeat(reset, node)) {
                lost = true;
            }
        } catch (RuntimeException unavailable) {
            LOG.warn("The lease of reset {} could not be renewed, it is tried again", reset, unavailable);
        }
    }
}
