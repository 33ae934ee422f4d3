package dev.tidemark.offsetreset.followup;

import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupSamples;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.lag.OffsetsMoved;
import dev.tidemark.offsetreset.ResetProperties;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.followup.FollowUp.State;
import dev.tidemark.offsetreset.followup.FollowUp.Subject;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Follows groups after their resets, by what the sweep sees of them. Every replica begins and closes; only the one that
 * sweeps has samples to judge by, and of two that try the database lets one win.
 */
@Component
public class FollowUpTracker {
    private static final Logger LOG = LoggerFactory.getLogger(FollowUpTracker.class);
    private static final Duration BEGUN_WITHIN = Duration.ofDays(1);
    private static final Set<ResetStatus> CARRIED_OUT = Set.of(ResetStatus.EXECUTING, ResetStatus.APPLIED,
            ResetStatus.PARTIALLY_APPLIED,
            ResetStatus.FAILED, ResetStatus.UNKNOWN);
    private static final int MOST_LATER = 20;

    private final FollowUpStore store;
    private final ResetStore resets;
    private final GroupSamples samples;
    private final FollowUpRules rules;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Set<Long> seen = ConcurrentHashMap.newKeySet();

    FollowUpTracker(FollowUpStore store, ResetStore resets, GroupSamples samples, ResetProperties properties,
            ApplicationEventPublisher events, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.resets = resets;
        this.samples = samples;
        this.rules = new FollowUpRules(properties.resumeWithin(), properties.stuckAfter());
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "${tidemark.resets.housekeeping:10s}")
    public void look() {
        Instant now = clock.instant();
        store.notFollowed(now.minus(BEGUN_WITHIN)).forEach(id -> attempt(id, () -> begin(id)));
        List<Subject> open = store.current(now).stream().filter(each -> each.state().isOpen()).map(FollowUp::subject)
                .toList();
        seen.retainAll(open.stream().map(Subject::reset).toList());
        open.forEach(each -> attempt(each.reset(), () -> {
            if (seen.add(each.reset())) {
                forgetSamples(each.reset());
            } else {
                follow(each.reset(), now);
            }
        }));
    }

    private void begin(long id) {
        resets.find(id).flatMap(FollowUp::begin).ifPresent(begun -> {
            if (store.add(begun)) {
                LOG.info("Reset {}: group {} is followed until it has caught up", id, begun.subject().group());
            }
        });
    }

    /**
     * The reset may be another process's, and its clock behind this one's: what was sampled here before the write would look
     * like something that was seen after it. One look later there are samples of which that cannot be said.
     */
    private void forgetSamples(long id) {
        resets.find(id).ifPresent(own -> samples.forget(new OffsetsMoved(id, own.plan().instance(), own.plan().group(),
                own.plan().topics().keySet(), clock.instant())));
    }

    private void follow(long id, Instant now) {
        FollowUp before = store.find(id).orElseThrow();
        ResetRequest own = resets.find(id).orElseThrow();
        List<ResetRequest> later = later(own);
        if (later.stream().anyMatch(FollowUpTracker::mayStillMove)) {
            // What becomes of the offsets is not decided yet.
            return;
        }
        FollowUp next = replaced(before, later)
                .orElseGet(() -> overwritten(before, own).orElseGet(() -> rules.next(before, sampled(before), now)));
        if (!next.equals(before)) {
            save(before, next.withVersion(before.version() + 1));
        }
    }

    private void save(FollowUp before, FollowUp next) {
        boolean changed = before.state() != next.state();
        boolean news = changed && next.state().isTrouble() && !before.announced().contains(next.state());
        Boolean saved = transaction.execute(_ -> {
            boolean won = store.save(next);
            if (won && news) {
                events.publishEvent(new FollowUpAlarm(next));
            }
            return won;
        });
        if (Boolean.TRUE.equals(saved) && changed) {
            LOG.info("Reset {}: group {} is {} now, was {}", next.subject().reset(), next.subject().group(),
                    next.state(), before.state());
        }
    }

    private Optional<Sampled> sampled(FollowUp followUp) {
        return samples.of(followUp.subject().instance(), followUp.subject().group());
    }

    private List<ResetRequest> later(ResetRequest own) {
        Instant started = startedAt(own);
        return resets.find(new ResetStore.Query(List.of(new IdPattern("*")), CARRIED_OUT,
                Optional.of(own.plan().instance()), Optional.of(own.plan().group()), "", 0, MOST_LATER)).requests()
                .stream().filter(each -> each.id() != own.id() && startedAt(each).isAfter(started)).toList();
    }

    private static boolean mayStillMove(ResetRequest later) {
        return later.status() == ResetStatus.EXECUTING || later.status() == ResetStatus.UNKNOWN;
    }

    private static Optional<FollowUp> replaced(FollowUp before, List<ResetRequest> later) {
        Set<TopicPartition> followed = before.partitions().stream().map(PartitionProgress::partition)
                .collect(Collectors.toSet());
        return later.stream().flatMap(reset -> reset.outcome().stream())
                .filter(outcome -> FollowUp.moved(outcome).anyMatch(each -> followed.contains(each.partition())))
                .map(outcome -> before.become(State.SUPERSEDED, outcome.observedAt())).findFirst();
    }

    /** In the first seconds after the write the executor has a closer look than the sweep. */
    private static Optional<FollowUp> overwritten(FollowUp before, ResetRequest own) {
        return own.outcome().filter(ResetOutcome::wasOverwritten)
                .map(outcome -> before.overwritten(outcome.receipts(), outcome.observedAt()));
    }

    private static Instant startedAt(ResetRequest reset) {
        return reset.execution().orElseThrow().startedAt();
    }

    private static void attempt(long id, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            LOG.warn("Reset {}: its group could not be followed, it is tried again", id, failure);
        }
    }
}
