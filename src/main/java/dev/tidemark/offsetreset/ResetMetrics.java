package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.ResetStore.Tally;
import dev.tidemark.offsetreset.write.ResetStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many resets there are of each status, and how long the oldest has waited for approval. */
@Component
class ResetMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ResetMetrics.class);

    private final ResetStore store;
    private volatile Optional<Tally> tally = Optional.empty();

    ResetMetrics(ResetStore store, MeterRegistry meters, Clock clock) {
        this.store = store;
        for (ResetStatus status : ResetStatus.values()) {
            Gauge.builder("tidemark.resets", () -> tally.map(seen -> (double) seen.byStatus().getOrDefault(status, 0L))
                    .orElse(Double.NaN)).tag("status", status.name()).description("Resets by status").register(meters);
        }
        Gauge.builder("tidemark.resets.pending.oldest.seconds", () -> tally.map(seen -> seen.oldestPending()
                .map(asked -> (double) Duration.between(asked, clock.instant()).toSeconds()).orElse(0.0))
                .orElse(Double.NaN))
                .description("How long the oldest request has waited for approval; 0 when none waits").register(meters);
    }

    // Counted now and then and not by each scrape, so that a slow database does not make scrapes fail.
    @Scheduled(fixedDelayString = "PT15S")
    void count() {
        try {
            tally = Optional.of(store.tally());
        } catch (RuntimeException unavailable) {
            tally = Optional.empty();
            LOG.warn("Resets could not be counted, it is tried again", unavailable);
        }
    }
}
