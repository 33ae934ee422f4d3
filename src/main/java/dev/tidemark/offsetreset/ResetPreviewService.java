package dev.tidemark.offsetreset;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.audit.AccessGate;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.GroupOffsetsWriter.Abilities;
import dev.tidemark.offsetreset.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.ResetOutcome.Result;
import dev.tidemark.offsetreset.ResetPlan.Warning;
import dev.tidemark.offsetreset.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.ResetRefused.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Plans resets and keeps the plans; reads the cloud and writes nothing to it. */
@Service
public class ResetPreviewService {
    // From here on a time in milliseconds has thirteen digits.
    private static final Instant EARLIEST_MOMENT = Instant.ofEpochMilli(1_000_000_000_000L);

    private final ResetStore store;
    private final GroupReader reader;
    private final GroupOffsetsWriter writer;
    private final ResetProperties properties;
    private final AccessGate gate;
    private final ResetAudit audit;
    private final Clock clock;

    ResetPreviewService(ResetStore store, GroupReader reader, GroupOffsetsWriter writer, ResetProperties properties,
            AccessGate gate, ResetAudit audit, Clock clock) {
        this.store = store;
        this.reader = reader;
        this.writer = writer;
        this.properties = properties;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a reset would do.
     *
     * @param scope may be empty for a target from a file only, which names its own partitions
     * @throws ResetRefused when the rules of planning say no
     */
    public ResetPlan preview(Operator operator, InstanceId instance, ConsumerGroupId group, ResetScope scope,
            ResetTarget target, ResetMode mode) {
        check(operator, instance, group, target, mode);
        return plan(operator, instance, group, scope, target, mode, OptionalLong.empty(), List.of());
    }

    public ResetPlan find(Operator operator, String id) {
        ResetPlan plan = store.plan(id).orElseThrow(() -> new ResetNotFound(id));
        operator.mustBeAllowed(Permission.VIEW_GROUPS, plan.instance());
        return plan;
    }

    /**
     * A plan back to where offsets stood before a reset, with its own guards. What was committed for the first time stays.
     *
     * @throws ResetRefused when that reset moved nothing
     */
    public ResetPlan undo(Operator operator, long id) {
        ResetRequest done = store.find(id).orElseThrow(() -> new ResetNotFound(Long.toString(id)));
        ResetPlan plan = done.plan();
        operator.mustBeAllowed(Permission.VIEW_GROUPS, plan.instance());
        List<Receipt> moved = done.outcome().map(ResetOutcome::receipts).orElse(List.of()).stream()
                .filter(receipt -> receipt.isChange() && receipt.result() != Result.NOT_ATTEMPTED
                        && receipt.result() != Result.UNCHANGED)
                .toList();
        SortedMap<TopicPartition, Long> before = new TreeMap<>();
        moved.forEach(receipt -> receipt.before().ifPresent(offset -> before.put(receipt.partition(), offset)));
        if (before.isEmpty()) {
            throw new ResetRefused(Reason.NOTHING_TO_UNDO, id);
        }
        boolean pinned = writer.abilities(plan.instance()).pinned();
        ResetMode mode = pinned ? ResetMode.PINNED : ResetMode.RESOLVED;
        ResetTarget target = pinned ? new ResetTarget.FromFile(before) : oneMoveBack(plan, before);
        ResetScope scope = new ResetScope(pinned
                ? List.of()
                : topics(before).stream().map(topic -> new ResetScope.Part(topic, Optional.empty())).toList());
        check(operator, plan.instance(), plan.group(), target, mode);
        long firstCommits = moved.stream().filter(receipt -> receipt.before().isEmpty()).count();
        return plan(operator, plan.instance(), plan.group(), scope, target, mode, OptionalLong.of(id),
                firstCommits == 0
                        ? List.of()
                        : List.of(new Warning(Kind.CANNOT_UNCOMMIT, firstCommits)));
    }

    private ResetTarget oneMoveBack(ResetPlan plan, SortedMap<TopicPartition, Long> before) {
        return WayBack.find(before, reader.read(plan.instance(), plan.group(), topics(before), List.of()))
                .orElseThrow(() -> new ResetRefused(Reason.NO_WAY_BACK));
    }

    private static Set<String> topics(SortedMap<TopicPartition, Long> offsets) {
        return offsets.keySet().stream().map(TopicPartition::topic)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the form may offer for an instance; everything while nobody can say, because the preview asks again. */
    public Abilities abilities(Operator operator, InstanceId instance) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        try {
            return writer.abilities(instance);
        } catch (ClusterUnavailable _) {
            return Abilities.ALL;
        }
    }

    private ResetPlan plan(Operator operator, InstanceId instance, ConsumerGroupId group, ResetScope scope,
            ResetTarget target, ResetMode mode, OptionalLong undoes, List<Warning> more) {
        mustBeAble(writer.abilities(instance), scope, target, mode);
        Set<String> topics = new LinkedHashSet<>(scope.topics());
        if (target instanceof ResetTarget.FromFile file) {
            file.offsets().keySet().forEach(partition -> topics.add(partition.topic()));
        }
        GroupSnapshot seen = reader.read(instance, group, topics, topics);
        Instant now = clock.instant();
        ResetPlanner.Draft draft = ResetPlanner.plan(target, mode, scope, seen, now);
        draft.moment().ifPresent(moment -> mustBePlausible(target, moment, now));
        List<Warning> warnings = new ArrayList<>(draft.warnings());
        warnings.addAll(more);
        if (undoes.isPresent()) {
            long gone = draft.partitions().stream()
                    .filter(each -> each.clamped() && each.to().equals(each.earliest())).count();
            if (gone > 0) {
                warnings.add(new Warning(Kind.NOT_RETAINED, gone));
            }
        }
        ResetPlan plan = new ResetPlan(UUID.randomUUID().toString(), instance, group, seen.state(), mode, target,
                draft.moment(), draft.partitions(), warnings, undoes, operator.name(), now,
                now.plus(properties.previewValid()));
        store.savePlan(plan);
        return plan;
    }

    /**
     * A time before Kafka's, such as seconds taken for milliseconds, would mean everything again; one in the future means
     * the log end, which has a name of its own.
     */
    private static void mustBePlausible(ResetTarget target, Instant moment, Instant now) {
        String field = target instanceof ResetTarget.ByDuration ? "duration" : "datetime";
        if (moment.isBefore(EARLIEST_MOMENT)) {
            throw new InvalidInput(field, "must not lead to a time before " + EARLIEST_MOMENT);
        }
        if (moment.isAfter(now)) {
            throw new InvalidInput(field, "must not be in the future: for the log end there is to-latest");
        }
    }

    private static void mustBeAble(Abilities abilities, ResetScope scope, ResetTarget target, ResetMode mode) {
        boolean some = scope.parts().stream().anyMatch(part -> part.partitions().isPresent());
        if (some && !abilities.somePartitions()) {
            throw new ResetRefused(Reason.WHOLE_TOPICS_ONLY, target.scenario());
        }
        if (!abilities.pinned() && (mode == ResetMode.PINNED || !mode.allows(target))) {
            throw new ResetRefused(Reason.NOT_SUPPORTED, target.scenario());
        }
    }

    private void check(Operator operator, InstanceId instance, ConsumerGroupId group, ResetTarget target,
            ResetMode mode) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        gate.mustBeAllowed(operator, Permission.REQUEST_RESET, Action.PREVIEW_RESET, instance, group,
                OptionalLong.empty(), audit.text(Map.of("target", target.scenario(), "mode", mode)));
    }
}
