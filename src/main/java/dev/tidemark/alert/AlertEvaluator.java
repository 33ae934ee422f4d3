package dev.tidemark.alert;

import dev.tidemark.alert.AlertProperties.Receiver;
import dev.tidemark.alert.AlertProperties.Topic;
import dev.tidemark.alert.AlertRules.Say;
import dev.tidemark.alert.AlertRules.Step;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.LagProperties;
import dev.tidemark.lag.LagSnapshot;
import dev.tidemark.lag.SweepEnded;
import dev.tidemark.offsetreset.ResetRequested;
import dev.tidemark.triage.AcknowledgementService;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Decides after every sweep which messages are sent, beside the sweep and never in its way. */
@Component
class AlertEvaluator {
    private static final Logger LOG = LoggerFactory.getLogger(AlertEvaluator.class);

    private final AlertStore store;
    private final AlertMessages words;
    private final AlertProperties properties;
    private final AlertRules rules;
    private final AcknowledgementService acknowledgements;
    private final Clock clock;
    private final ExecutorService watcher = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("alerts").factory());
    private final AtomicReference<Optional<LagSnapshot>> waiting = new AtomicReference<>(Optional.empty());

    AlertEvaluator(AlertStore store, AlertMessages words, AlertProperties properties,
            AcknowledgementService acknowledgements, LagProperties lag, Clock clock) {
        this.store = store;
        this.words = words;
        this.properties = properties;
        this.rules = new AlertRules(properties.dwell(), properties.verdicts(),
                group -> lag.warnAfter(group.key()).orElse(properties.warnAfter()));
        this.acknowledgements = acknowledgements;
        this.clock = clock;
    }

    @EventListener
    void sweepEnded(SweepEnded sweep) {
        if (!properties.receivers().isEmpty()) {
            waiting.set(Optional.of(sweep.snapshot()));
            watcher.execute(() -> waiting.getAndSet(Optional.empty()).ifPresent(this::attempt));
        }
    }

    /** In the transaction of the request: the alert is stored with it, or neither is. */
    @EventListener
    void resetRequested(ResetRequested event) {
        var reset = event.request();
        GroupKey group = new GroupKey(reset.plan().instance(), reset.plan().group());
        Instant now = clock.instant();
        store.change(List.of(), List.of(), receivers(Topic.APPROVALS, group)
                .map(receiver -> new Delivery(0, receiver.name(), "reset " + reset.id(),
                        words.waiting(reset, now, receiver.language()), now, 0))
                .toList());
    }

    @PreDestroy
    void close() {
        watcher.close();
    }

    private void attempt(LagSnapshot snapshot) {
        try {
            look(snapshot);
        } catch (RuntimeException failure) {
            LOG.warn("The last sweep was not looked at for alerts, the next one will be", failure);
        }
    }

    private void look(LagSnapshot snapshot) {
        Instant now = clock.instant();
        Map<GroupKey, OpenAlert> known = store.troubles().stream()
                .collect(Collectors.toMap(OpenAlert::group, Function.identity()));
        Changes changes = new Changes();
        for (GroupHealth seen : snapshot.groups()) {
            Optional<OpenAlert> before = Optional.ofNullable(known.remove(seen.key()));
            Step step = rules.next(before, seen, acknowledgements.of(seen).isPresent(), now);
            changes.add(before, step);
            if (step.say() == Say.FIRING) {
                OpenAlert trouble = step.after().orElseThrow();
                receivers(Topic.VERDICTS, seen.key()).forEach(receiver -> changes.messages.add(new Delivery(0,
                        receiver.name(), seen.key().digest(), words.firing(trouble, seen, now, receiver.language()),
                        now, 0)));
            } else if (step.say() == Say.RESOLVED) {
                resolved(changes, before.orElseThrow(), now);
            }
        }
        known.values().forEach(trouble -> {
            Step step = rules.gone(trouble, now);
            changes.add(Optional.of(trouble), step);
            if (step.say() == Say.RESOLVED) {
                resolved(changes, trouble, now);
            }
        });
        changes.save();
    }

    private void resolved(Changes changes, OpenAlert trouble, Instant now) {
        receivers(Topic.VERDICTS, trouble.group()).forEach(receiver -> changes.messages.add(new Delivery(0,
                receiver.name(), trouble.group().digest(), words.resolved(trouble, now, receiver.language()), now,
                0)));
    }

    private Stream<Receiver> receivers(Topic topic, GroupKey group) {
        return properties.receivers().stream().filter(receiver -> receiver.wants(topic, group));
    }

    private final class Changes {
        private final List<OpenAlert> seen = new ArrayList<>();
        private final List<OpenAlert> over = new ArrayList<>();
        private final List<Delivery> messages = new ArrayList<>();

        void add(Optional<OpenAlert> before, Step step) {
            if (step.after().isEmpty()) {
                before.ifPresent(over::add);
            } else if (!step.after().equals(before)) {
                seen.add(step.after().get());
            }
        }

        void save() {
            if (!seen.isEmpty() || !over.isEmpty() || !messages.isEmpty()) {
                store.change(seen, over, messages);
            }
        }
    }
}
