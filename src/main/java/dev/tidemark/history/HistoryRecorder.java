package dev.tidemark.history;

import dev.tidemark.history.HistoryMark.Kind;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.LagSnapshot;
import dev.tidemark.lag.OffsetsMoved;
import dev.tidemark.lag.SweepEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes what every sweep saw, and what changed since the one before, beside the sweep and never in its way: when the
 * database is slower than the sweeps, samples are left out and counted.
 */
@Component
class HistoryRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);
    private static final Duration THINNED_EVERY = Duration.ofMinutes(10);

    private final HistoryStore store;
    private final HistoryProperties properties;
    private final Counter dropped;
    private final ExecutorService writer = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("history").factory());
    private final AtomicReference<Optional<LagSnapshot>> waiting = new AtomicReference<>(Optional.empty());
    // Only the writer's one thread touches these.
    private Map<GroupKey, GroupHealth> before = Map.of();
    private final Map<GroupKey, Instant> written = new HashMap<>();
    private Instant thinnedAt = Instant.EPOCH;

    HistoryRecorder(HistoryStore store, HistoryProperties properties, MeterRegistry meters) {
        this.store = store;
        this.properties = properties;
        this.dropped = Counter.builder("tidemark.history.dropped")
                .description("Samples that were not written: too many series, or a database that is too slow")
                .register(meters);
    }

    @EventListener
    void sweepEnded(SweepEnded sweep) {
        if (properties.enabled()) {
            waiting.getAndSet(Optional.of(sweep.snapshot()))
                    .ifPresent(skipped -> dropped.increment((double) readIn(skipped)));
            writer.execute(() -> attempt(() -> waiting.getAndSet(Optional.empty()).ifPresent(this::write)));
        }
    }

    @EventListener
    void resetFinished(OffsetsMoved reset) {
        if (properties.enabled()) {
            writer.execute(() -> attempt(() -> store.mark(List.of(
                    new HistoryMark(new GroupKey(reset.instance(), reset.group()), reset.at(), Kind.RESET, "",
                            Long.toString(reset.id()))))));
        }
    }

    @PreDestroy
    void close() {
        writer.close();
    }

    private static long readIn(LagSnapshot snapshot) {
        Instant began = snapshot.sweptAt().orElseThrow();
        return snapshot.groups().stream().filter(group -> !group.observedAt().isBefore(began)).count();
    }

    private void write(LagSnapshot snapshot) {
        List<HistorySample> samples = new ArrayList<>();
        List<HistoryMark> marks = new ArrayList<>();
        Map<GroupKey, GroupHealth> now = new HashMap<>();
        for (GroupHealth group : snapshot.groups()) {
            now.put(group.key(), group);
            Optional.ofNullable(before.get(group.key())).ifPresent(last -> marks.addAll(changes(last, group)));
            Instant last = written.get(group.key());
            if (last == null || !group.observedAt().isBefore(last.plus(properties.every()))) {
                written.put(group.key(), group.observedAt());
                samples.addAll(samples(group));
            }
        }
        before = now;
        written.keySet().retainAll(now.keySet());
        dropped.increment(store.add(samples));
        store.mark(marks);
        Instant at = snapshot.sweptAt().orElseThrow();
        if (thinnedAt.plus(THINNED_EVERY).isBefore(at)) {
            thinnedAt = at;
            store.thin(at);
        }
    }

    private static List<HistorySample> samples(GroupHealth group) {
        return Stream.concat(
                Stream.of(new HistorySample(group.key(), "", group.observedAt(), group.lag(), group.rates().timeLag(),
                        group.membership().members())),
                group.topics().stream().map(topic -> new HistorySample(group.key(), topic.topic(), group.observedAt(),
                        topic.lag(), topic.timeLag(), OptionalInt.empty())))
                .toList();
    }

    private static List<HistoryMark> changes(GroupHealth last, GroupHealth now) {
        List<HistoryMark> marks = new ArrayList<>();
        change(marks, now, Kind.VERDICT, Optional.of(last.verdict().name()), Optional.of(now.verdict().name()));
        change(marks, now, Kind.STATE, last.membership().state().map(GroupState::label),
                now.membership().state().map(GroupState::label));
        change(marks, now, Kind.MEMBERS, text(last.membership().members()), text(now.membership().members()));
        return marks;
    }

    // What was not known a moment ago did not change; it was seen again.
    private static void change(List<HistoryMark> marks, GroupHealth now, Kind kind, Optional<String> before,
            Optional<String> after) {
        if (before.isPresent() && after.isPresent() && !before.equals(after)) {
            marks.add(new HistoryMark(now.key(), now.observedAt(), kind, before.get(), after.get()));
        }
    }

    private static Optional<String> text(OptionalInt number) {
        return number.isPresent() ? Optional.of(Integer.toString(number.getAsInt())) : Optional.empty();
    }

    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.warn("What the last sweep saw is missing from the history", failure);
        }
    }
}
