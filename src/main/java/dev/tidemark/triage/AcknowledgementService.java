package dev.tidemark.triage;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.audit.AccessGate;
import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.audit.AuditTrail;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.LagMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Moves acknowledged problems to the end of the list. The acknowledgements in force are kept in memory as well, so that
 * triage never waits for the database. */
@Service
public class AcknowledgementService {
    private static final Logger LOG = LoggerFactory.getLogger(AcknowledgementService.class);
    /** After this an acknowledgement must be given anew, so that no problem stays hidden for good. */
    public static final Duration LONGEST = Duration.ofDays(30);
    private static final int LONGEST_REASON = 2_000;

    private final Acknowledgements store;
    private final LagMonitor monitor;
    private final AccessGate gate;
    private final AuditTrail trail;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Map<GroupKey, Acknowledgement> known = Map.of();

    AcknowledgementService(Acknowledgements store, LagMonitor monitor, AccessGate gate, AuditTrail trail,
            JsonMapper json, PlatformTransactionManager transactions, Clock clock) {
        this.store = store;
        this.monitor = monitor;
        this.gate = gate;
        this.trail = trail;
        this.json = json;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Acknowledges the problem of a group.
     *
     * @param holds for how long, at most {@link #LONGEST}
     * @throws InvalidInput when nothing is known of the group, or there is no reason or no sensible time
     */
    public Acknowledgement acknowledge(Operator operator, GroupKey group, Duration holds, String reason) {
        mayAcknowledge(operator, group, Action.ACKNOWLEDGE);
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw InvalidInput.coded("reason", "length", LONGEST_REASON);
        }
        if (!holds.isPositive() || holds.compareTo(LONGEST) > 0) {
            throw InvalidInput.coded("duration", "duration.days", LONGEST.toDays());
        }
        GroupHealth now = monitor.snapshot().groups().stream().filter(each -> each.key().equals(group)).findFirst()
                .orElseThrow(() -> InvalidInput.coded("group", "group-not-monitored"));
        Instant at = clock.instant();
        Acknowledgement made = new Acknowledgement(group, now.verdict(), operator.name(), reason.strip(), at,
                at.plus(holds));
        transaction.executeWithoutResult(_ -> {
            store.put(made);
            record(operator, Action.ACKNOWLEDGE, group, Map.of("verdict", made.verdict().name(), "reason",
                    made.reason(), "until", made.until().toString()));
        });
        keepUp();
        return made;
    }

    /** Takes it back; does nothing where there is none. */
    public void withdraw(Operator operator, GroupKey group) {
        mayAcknowledge(operator, group, Action.WITHDRAW_ACKNOWLEDGEMENT);
        transaction.executeWithoutResult(_ -> {
            if (store.remove(group)) {
                record(operator, Action.WITHDRAW_ACKNOWLEDGEMENT, group, Map.of());
            }
        });
        keepUp();
    }

    /** The acknowledgement that covers what is known of a group now. */
    public Optional<Acknowledgement> of(GroupHealth group) {
        return Optional.ofNullable(known.get(group.key())).filter(each -> each.covers(group, clock.instant()));
    }

    /** Another replica may have stored or removed acknowledgements. */
    @Scheduled(fixedDelayString = "PT5S")
    void keepUp() {
        try {
            known = store.at(clock.instant()).stream()
                    .collect(Collectors.toMap(Acknowledgement::group, Function.identity()));
        } catch (RuntimeException unavailable) {
            LOG.warn("What was acknowledged could not be read, it is tried again", unavailable);
        }
    }

    private void mayAcknowledge(Operator operator, GroupKey group, Action action) {
        gate.mustBeAllowed(operator, Permission.ACKNOWLEDGE, action, group.instance(), group.group(),
                OptionalLong.empty(), "{}");
    }

    private void record(Operator operator, Action action, GroupKey group, Map<String, String> detail) {
        trail.append(clock.instant(), new AuditEvent(operator.name(), action, Phase.DONE, group.instance(),
                group.group(), OptionalLong.empty(), json.writeValueAsString(detail)));
    }
}
