package dev.tidemark.offsetreset.preview;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.audit.AccessGate;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.GroupReader;
import dev.tidemark.offsetreset.ResetAudit;
import dev.tidemark.offsetreset.ResetNotFound;
import dev.tidemark.offsetreset.ResetPlans;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.plan.InverseTarget;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.preview.PlanDrafter.Wanted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Plans resets and keeps the plans; reads the cloud and writes nothing to it. */
@Service
public class ResetPreviewService {
    private static final int MAX_REASON_LENGTH = 2_000;

    private final ResetStore store;
    private final ResetPlans plans;
    private final PlanDrafter drafter;
    private final TimeLookups lookups;
    private final GroupReader reader;
    private final GroupOffsetsWriter writer;
    private final AccessGate gate;
    private final ResetAudit audit;

    ResetPreviewService(ResetStore store, ResetPlans plans, PlanDrafter drafter, TimeLookups lookups,
            GroupReader reader, GroupOffsetsWriter writer, AccessGate gate, ResetAudit audit) {
        this.store = store;
        this.plans = plans;
        this.drafter = drafter;
        this.lookups = lookups;
        this.reader = reader;
        this.writer = writer;
        this.gate = gate;
        this.audit = audit;
    }

    /**
     * What a reset would do. A pinned target in time comes back incomplete, with bounds; CKafka is being asked meanwhile, and
     * {@link #find} tells how far it is.
     *
     * @param scope may be empty for a target from a file only, which names its own partitions
     * @param overrideReason why to plan although a client commits in the Empty group; empty not to
     * @throws ResetRefused when the rules of planning say no
     */
    public ResetPlan preview(Operator operator, InstanceId instance, ConsumerGroupId group, ResetScope scope,
            ResetTarget target, ResetMode mode, Optional<String> overrideReason) {
        check(operator, instance, group, target, mode);
        mustNotBeTooLong(overrideReason);
        return drafter.plan(new Wanted(operator.name(), instance, group, scope, target, mode, OptionalLong.empty(),
                OptionalLong.empty(), overrideReason, List.of()));
    }

    public ResetPlan find(Operator operator, String id) {
        ResetPlan plan = plans.find(id).orElseThrow(() -> new ResetNotFound(id));
        operator.mustBeAllowed(Permission.VIEW_GROUPS, plan.instance());
        return plan;
    }

    /** As {@link #find}, after waiting some time for a lookup of this process to end. */
    public ResetPlan find(Operator operator, String id, Duration atMost) {
        find(operator, id);
        lookups.await(id, atMost);
        return find(operator, id);
    }

    /** Stops asking CKafka which offsets a time means; the preview keeps its bounds. */
    public ResetPlan cancel(Operator operator, String id) {
        ResetPlan plan = find(operator, id);
        check(operator, plan.instance(), plan.group(), plan.target(), plan.mode());
        lookups.cancel(id);
        return find(operator, id, Duration.ofSeconds(2));
    }

    /**
     * A plan back to the offsets before a reset, with its own guards. What was committed for the first time stays.
     *
     * @param overrideReason as in {@link #preview}
     * @throws ResetRefused when that reset moved nothing
     */
    public ResetPlan undo(Operator operator, long id, Optional<String> overrideReason) {
        mustNotBeTooLong(overrideReason);
        ResetRequest done = done(operator, id);
        ResetPlan plan = done.plan();
        List<Receipt> moved = done.outcome().map(ResetOutcome::moved).orElse(List.of());
        SortedMap<TopicPartition, Long> before = new TreeMap<>();
        moved.forEach(receipt -> receipt.before().ifPresent(offset -> before.put(receipt.partition(), offset)));
        if (before.isEmpty()) {
            throw new ResetRefused(Reason.NOTHING_TO_UNDO, id);
        }
        boolean pinned = writer.capabilities(plan.instance()).pinned();
        ResetMode mode = pinned ? ResetMode.PINNED : ResetMode.RESOLVED;
        ResetTarget target = pinned ? new ResetTarget.FromFile(before) : oneMoveBack(plan, before);
        ResetScope scope = new ResetScope(pinned
                ? List.of()
                : topics(before).stream().map(topic -> new ResetScope.Part(topic, Optional.empty())).toList());
        check(operator, plan.instance(), plan.group(), target, mode);
        long firstCommits = moved.stream().filter(receipt -> receipt.before().isEmpty()).count();
        return drafter.plan(new Wanted(operator.name(), plan.instance(), plan.group(), scope, target, mode,
                OptionalLong.of(id), OptionalLong.empty(), overrideReason, Stream.concat(kind(plan), firstCommits == 0
                        ? Stream.of()
                        : Stream.of(new Warning(Kind.CANNOT_UNCOMMIT, firstCommits))).toList()));
    }

    /**
     * A plan for the topics that a reset never reached, because its process ended or was stopped.
     *
     * @param overrideReason as in {@link #preview}
     * @throws ResetRefused when every topic was written
     */
    public ResetPlan continuation(Operator operator, long id, Optional<String> overrideReason) {
        mustNotBeTooLong(overrideReason);
        ResetRequest done = done(operator, id);
        ResetPlan plan = done.plan();
        check(operator, plan.instance(), plan.group(), plan.target(), plan.mode());
        List<Receipt> rest = done.outcome().map(ResetOutcome::notAttempted).orElse(List.of());
        if (rest.isEmpty()) {
            throw new ResetRefused(Reason.NOTHING_TO_CONTINUE, id);
        }
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        rest.forEach(receipt -> receipt.planned().ifPresent(to -> offsets.put(receipt.partition(), to)));
        boolean pinned = plan.mode() == ResetMode.PINNED;
        // "An hour ago" still means an hour before the first plan.
        ResetTarget again = plan.moment().<ResetTarget>map(ResetTarget.ToDatetime::new).orElse(plan.target());
        ResetTarget target = pinned ? new ResetTarget.FromFile(offsets) : again;
        ResetScope scope = pinned ? new ResetScope(List.of()) : scope(rest, writer.capabilities(plan.instance()));
        return drafter.plan(new Wanted(operator.name(), plan.instance(), plan.group(), scope, target, plan.mode(),
                OptionalLong.empty(), OptionalLong.of(id), overrideReason, kind(plan).toList()));
    }

    /** What kind of application it is: the reset has erased the metadata that showed it. */
    private static Stream<Warning> kind(ResetPlan before) {
        return before.warnings().stream()
                .filter(each -> each.kind() == Kind.KAFKA_STREAMS || each.kind() == Kind.KAFKA_CONNECT);
    }

    private ResetRequest done(Operator operator, long id) {
        ResetRequest done = store.find(id).orElseThrow(() -> new ResetNotFound(Long.toString(id)));
        operator.mustBeAllowed(Permission.VIEW_GROUPS, done.plan().instance());
        return done;
    }

    private static ResetScope scope(List<Receipt> rest, Capabilities capabilities) {
        Map<String, TreeSet<Integer>> topics = new LinkedHashMap<>();
        rest.forEach(receipt -> topics.computeIfAbsent(receipt.partition().topic(), _ -> new TreeSet<>())
                .add(receipt.partition().partition()));
        return new ResetScope(topics.entrySet().stream().map(topic -> new ResetScope.Part(topic.getKey(),
                capabilities.somePartitions() ? Optional.of(topic.getValue()) : Optional.empty())).toList());
    }

    private ResetTarget oneMoveBack(ResetPlan plan, SortedMap<TopicPartition, Long> before) {
        return InverseTarget.find(before, reader.read(plan.instance(), plan.group(), topics(before), List.of()))
                .orElseThrow(() -> new ResetRefused(Reason.NO_WAY_BACK));
    }

    private static Set<String> topics(SortedMap<TopicPartition, Long> offsets) {
        return offsets.keySet().stream().map(TopicPartition::topic)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether offsets of the group were lately seen to move without members, so that a preview needs a reason. */
    public boolean commitsWithoutMembers(Operator operator, InstanceId instance, ConsumerGroupId group) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        return drafter.lastCommitWithoutMembers(instance, group).isPresent();
    }

    /** What the form may offer for an instance; everything while that is unknown, because the preview checks again. */
    public Capabilities capabilities(Operator operator, InstanceId instance) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        try {
            return writer.capabilities(instance);
        } catch (ClusterUnavailable _) {
            return Capabilities.ALL;
        }
    }

    private static void mustNotBeTooLong(Optional<String> overrideReason) {
        overrideReason.filter(reason -> reason.length() > MAX_REASON_LENGTH).ifPresent(_ -> {
            throw InvalidInput.coded("overrideReason", "too-long", MAX_REASON_LENGTH);
        });
    }

    private void check(Operator operator, InstanceId instance, ConsumerGroupId group, ResetTarget target,
            ResetMode mode) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        gate.mustBeAllowed(operator, Permission.REQUEST_RESET, Action.PREVIEW_RESET, instance, group,
                OptionalLong.empty(), audit.text(Map.of("target", target.scenario(), "mode", mode)));
    }
}
