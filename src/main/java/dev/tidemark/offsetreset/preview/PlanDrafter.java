package dev.tidemark.offsetreset.preview;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.lag.GroupSamples;
import dev.tidemark.lag.GroupSamples.Sampled;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.offsetreset.GroupReader;
import dev.tidemark.offsetreset.ResetPlans;
import dev.tidemark.offsetreset.ResetProperties;
import dev.tidemark.offsetreset.plan.Capabilities;
import dev.tidemark.offsetreset.plan.GroupSnapshot;
import dev.tidemark.offsetreset.plan.OffsetsAtTime;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning;
import dev.tidemark.offsetreset.plan.ResetPlan.Warning.Kind;
import dev.tidemark.offsetreset.plan.ResetPlanner;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.plan.TimeLookup;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads a group and makes the plan of a reset of it by the rules of {@link ResetPlanner}; where a plan needs CKafka's answers
 * to a time, keeps it as an incomplete preview and has them looked up.
 */
@Component
class PlanDrafter {
    // From here on a time in milliseconds has thirteen digits.
    private static final Instant EARLIEST_MOMENT = Instant.ofEpochMilli(1_000_000_000_000L);
    // Stream processors commit with their checkpoints, often minutes apart.
    private static final Duration COMMITS_NOW = Duration.ofMinutes(10);

    private final ResetPlans plans;
    private final GroupReader reader;
    private final GroupSamples samples;
    private final OffsetTimeIndex index;
    private final TimeLookups lookups;
    private final GroupOffsetsWriter writer;
    private final ResetProperties properties;
    private final Clock clock;

    PlanDrafter(ResetPlans plans, GroupReader reader, GroupSamples samples, OffsetTimeIndex index, TimeLookups lookups,
            GroupOffsetsWriter writer, ResetProperties properties, Clock clock) {
        this.plans = plans;
        this.reader = reader;
        this.samples = samples;
        this.index = index;
        this.lookups = lookups;
        this.writer = writer;
        this.properties = properties;
        this.clock = clock;
    }

    /** Makes a plan and keeps it; throws {@link ResetRefused} when the rules of planning say no. */
    ResetPlan plan(Wanted wanted) {
        mustBeAble(writer.capabilities(wanted.instance()), wanted.scope(), wanted.target(), wanted.mode());
        // Before the log ends are read: what arrives meanwhile lies beyond them and is not older than "now".
        Instant now = clock.instant();
        GroupSnapshot seen = read(wanted);
        Optional<Sampled> sampled = samples.of(wanted.instance(), wanted.group());
        List<Warning> more = new ArrayList<>(wanted.more());
        commits(wanted, seen, sampled, now).ifPresent(kind -> more.add(new Warning(kind, 0)));
        Optional<Instant> moment = ResetPlanner.moment(wanted.target(), now);
        moment.ifPresent(at -> mustBePlausible(wanted.target(), at, now));
        OffsetsAtTime times = moment
                .map(at -> OffsetsAtTime.bounded(seen, index.logEnds(wanted.instance(), seen.positions().keySet()), at))
                .orElse(OffsetsAtTime.NOT_ASKED);
        String id = UUID.randomUUID().toString();
        ResetPlan plan = drafted(id, wanted, seen, times, more, now);
        boolean asks = moment.isPresent() && wanted.mode() == ResetMode.PINNED;
        ResetPlan kept = asks
                ? plan.with(TimeLookup.running(0, plan.partitions().size(), plan.partitions().size(), now))
                : plan;
        plans.save(kept);
        if (asks) {
            lookups.start(kept, answers -> {
                ResetPlan complete = drafted(id, wanted, read(wanted), answers, more, now);
                return complete.until(clock.instant().plus(properties.previewTtl()));
            });
        }
        return kept;
    }

    private GroupSnapshot read(Wanted wanted) {
        Set<String> topics = new LinkedHashSet<>(wanted.scope().topics());
        if (wanted.target() instanceof ResetTarget.FromFile file) {
            file.offsets().keySet().forEach(partition -> topics.add(partition.topic()));
        }
        return reader.read(wanted.instance(), wanted.group(), topics, topics);
    }

    private ResetPlan drafted(String id, Wanted wanted, GroupSnapshot seen, OffsetsAtTime times, List<Warning> more,
            Instant now) {
        ResetPlanner.Draft draft = ResetPlanner.plan(wanted.target(), wanted.mode(), wanted.scope(), seen, times, now);
        List<Warning> warnings = new ArrayList<>(draft.warnings());
        more.stream().filter(each -> !warnings.stream().map(Warning::kind).toList().contains(each.kind()))
                .forEach(warnings::add);
        // A reason that was not needed would tell approvers of a client that is not there.
        boolean committing = more.stream().anyMatch(each -> each.kind() == Kind.COMMITS_WITHOUT_MEMBERS);
        if (wanted.undoes().isPresent()) {
            long gone = draft.partitions().stream()
                    .filter(each -> each.clamped() && each.to().equals(each.earliest())).count();
            if (gone > 0) {
                warnings.add(new Warning(Kind.NOT_RETAINED, gone));
            }
        }
        return new ResetPlan(id, wanted.instance(), wanted.group(), seen.state(), wanted.mode(), wanted.target(),
                draft.moment(), draft.partitions(), warnings, wanted.undoes(), wanted.continues(),
                wanted.overrideReason().filter(_ -> committing), Optional.empty(), wanted.by(), now,
                now.plus(properties.previewTtl()));
    }

    /** When offsets of the group were last seen to move without members; empty when that is long ago or was never seen. */
    Optional<Instant> lastCommitWithoutMembers(InstanceId instance, ConsumerGroupId group) {
        Instant now = clock.instant();
        return samples.of(instance, group).flatMap(seen -> lastCommit(seen, now));
    }

    private static Optional<Instant> lastCommit(Sampled seen, Instant now) {
        return seen.committedWithoutMembersAt().filter(at -> at.plus(COMMITS_NOW).isAfter(now));
    }

    /** What the sweep says of an Empty group: a client that commits in it would overwrite the reset. */
    private static Optional<Kind> commits(Wanted wanted, GroupSnapshot seen, Optional<Sampled> sampled, Instant now) {
        if (seen.state() != GroupState.EMPTY) {
            return Optional.empty();
        }
        Optional<Sampled> recent = sampled.filter(group -> group.observedAt().plus(COMMITS_NOW).isAfter(now));
        if (recent.isEmpty()) {
            return Optional.of(Kind.NOT_WATCHED);
        }
        Optional<Instant> last = lastCommit(recent.get(), now);
        if (last.isPresent() && wanted.overrideReason().isEmpty()) {
            throw new ResetRefused(Reason.GROUP_COMMITS, wanted.group().value(),
                    Math.max(0, Duration.between(last.get(), now).toSeconds()));
        }
        return last.map(_ -> Kind.COMMITS_WITHOUT_MEMBERS);
    }

    /**
     * A time before Kafka's, such as seconds taken for milliseconds, would mean everything again; one in the future means
     * the log end, which has a name of its own.
     */
    private static void mustBePlausible(ResetTarget target, Instant moment, Instant now) {
        String field = target instanceof ResetTarget.ByDuration ? "duration" : "datetime";
        if (moment.isBefore(EARLIEST_MOMENT)) {
            throw InvalidInput.coded(field, "time.too-early", EARLIEST_MOMENT.toString());
        }
        // "Now" is rounded up to the next millisecond.
        if (moment.isAfter(now.plusMillis(1))) {
            throw InvalidInput.coded(field, "time.future");
        }
    }

    private static void mustBeAble(Capabilities capabilities, ResetScope scope, ResetTarget target, ResetMode mode) {
        boolean some = scope.parts().stream().anyMatch(part -> part.partitions().isPresent());
        if (some && !capabilities.somePartitions()) {
            throw new ResetRefused(Reason.WHOLE_TOPICS_ONLY, target.scenario());
        }
        if (!capabilities.pinned() && (mode == ResetMode.PINNED || !mode.allows(target))) {
            throw new ResetRefused(Reason.NOT_SUPPORTED, target.scenario());
        }
    }

    /**
     * What a plan is asked for.
     *
     * @param more warnings that do not come from the plan itself
     */
    record Wanted(String by, InstanceId instance, ConsumerGroupId group, ResetScope scope, ResetTarget target,
            ResetMode mode, OptionalLong undoes, OptionalLong continues, Optional<String> overrideReason,
            List<Warning> more) {
    }
}
