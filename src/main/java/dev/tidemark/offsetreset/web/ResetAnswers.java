package dev.tidemark.offsetreset.web;

import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.plan.OffsetBounds;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.TimeEvidence;
import dev.tidemark.offsetreset.plan.TimeLookup;
import dev.tidemark.offsetreset.web.followup.FollowUpAnswer;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON of resets; its names are a contract. Unknown is null. */
public final class ResetAnswers {
    private ResetAnswers() {
    }

    /**
     * A stored plan: for each partition from where to where its offset would move.
     *
     * @param previewId to request it with
     * @param group the consumer group
     * @param state Kafka's name of the group's state
     * @param mode {@code pinned} writes the offsets shown; {@code resolved} lets CKafka compute them at execution
     * @param target Kafka's name of the scenario
     * @param moment the time that the target means
     * @param expiresAt until when it can be requested
     * @param undoes the number of the reset it leads back from
     * @param continues the number of the reset whose unwritten topics it holds
     * @param overrideReason why it was planned although a client commits
     * @param lookup how far CKafka has been asked what a time means; null once the preview can be requested
     */
    record Preview(String previewId, String instanceId, String group, String state, String mode, String target,
            @Nullable Instant moment, Instant createdAt, Instant expiresAt, OptionalLong undoes, OptionalLong continues,
            @Nullable String overrideReason, @Nullable Lookup lookup, List<Topic> topics, Totals totals,
            List<Warning> warnings) {
        static Preview of(ResetPlan plan) {
            return new Preview(plan.id(), plan.instance().value(), plan.group().value(), plan.state().label(),
                    plan.mode() == ResetMode.PINNED ? "pinned" : "resolved", plan.target().scenario(),
                    plan.moment().orElse(null), plan.createdAt(), plan.expiresAt(), plan.undoes(), plan.continues(),
                    plan.overrideReason().orElse(null), plan.lookup().map(Lookup::of).orElse(null),
                    plan.topics().entrySet().stream().map(topic -> new Topic(topic.getKey(),
                            topic.getValue().stream().map(Partition::of).toList())).toList(),
                    Totals.of(plan.totals()), plan.warnings().stream().map(Warning::of).toList());
        }
    }

    /**
     * How far CKafka has been asked what a time means.
     *
     * @param state {@code RUNNING}, {@code CANCELLED}, {@code FAILED} or {@code INTERRUPTED}
     * @param answered partitions that are known
     * @param of all partitions of the plan
     * @param secondsLeft an estimate, at one question a second
     * @param problem why it failed
     */
    record Lookup(String state, int answered, int of, long secondsLeft, @Nullable String problem) {
        static Lookup of(TimeLookup lookup) {
            return new Lookup(lookup.state().name(), lookup.answered(), lookup.of(), lookup.secondsLeft(),
                    lookup.problem().or(() -> lookup.refusal().map(ResetAnswers::code)).orElse(null));
        }
    }

    /**
     * The plan for one topic.
     *
     * @param topic its name
     */
    record Topic(String topic, List<Partition> partitions) {
    }

    /**
     * The plan for one partition.
     *
     * @param from the committed offset now
     * @param to the offset that will be committed; null where CKafka computes it at execution
     * @param effect {@code REPLAY}, {@code SKIP} or {@code NONE}; null where it is not known
     * @param messages how many are re-read or skipped
     * @param clamped whether the target lay outside the log and was limited to it
     * @param bounds between which offsets the target lies, where it is not known exactly
     * @param messageAt when the message at the target was written
     * @param previousMessageAt when the message before it was written
     * @param beyondLastMessage whether there is no message at or after the time
     * @param metadata of the commit, which the reset erases
     */
    record Partition(int partition, OptionalLong from, OptionalLong to, OptionalLong earliestOffset,
            OptionalLong logEndOffset, @Nullable String effect, OptionalLong messages, boolean clamped,
            @Nullable OffsetBounds bounds, @Nullable Instant messageAt, @Nullable Instant previousMessageAt,
            boolean beyondLastMessage, @Nullable String metadata) {
        static Partition of(PlannedPartition planned) {
            return new Partition(planned.partition().partition(), planned.from(), planned.to(), planned.earliest(),
                    planned.logEnd(), planned.effect().map(Enum::name).orElse(null), planned.messages(),
                    planned.clamped(), planned.bounds().orElse(null),
                    planned.evidence().flatMap(TimeEvidence::messageAt).orElse(null),
                    planned.evidence().flatMap(TimeEvidence::previousMessageAt).orElse(null),
                    planned.isBeyondLastMessage(), planned.metadata().orElse(null));
        }
    }

    /**
     * The sums of a plan.
     *
     * @param replayed messages that will be processed again
     * @param skipped messages that will never be processed by this group
     * @param unknownPartitions left out of {@code replayed} and {@code skipped}
     * @param maxReplayed the ceiling of {@code replayed}
     * @param maxSkipped the ceiling of {@code skipped}, which an approval approves
     * @param lagBefore the lag before the reset
     * @param lagAfter the lag after it
     */
    record Totals(OptionalLong replayed, OptionalLong skipped, long unknownPartitions, OptionalLong maxReplayed,
            OptionalLong maxSkipped, OptionalLong lagBefore, OptionalLong lagAfter) {
        static Totals of(ResetPlan.Totals totals) {
            return new Totals(totals.replayed(), totals.skipped(), totals.unknown(), totals.maxReplayed(),
                    totals.maxSkipped(), totals.lagBefore().messages(), totals.lagAfter().messages());
        }
    }

    /**
     * What to know before the plan is requested.
     *
     * @param code names the warning
     * @param partitions how many it concerns
     */
    record Warning(String code, long partitions) {
        static Warning of(ResetPlan.Warning warning) {
            return new Warning(ResetAnswers.code(warning.kind()), warning.partitions());
        }
    }

    /**
     * A page of resets.
     *
     * @param total how many match
     */
    record Listing(long total, List<Summary> resets) {
    }

    /**
     * One reset in a list.
     *
     * @param id its number
     * @param status {@code PENDING}, {@code APPROVED}, {@code EXECUTING}, {@code APPLIED}, {@code PARTIALLY_APPLIED},
     *     {@code FAILED}, {@code UNKNOWN}, {@code REJECTED}, {@code CANCELLED} or {@code EXPIRED}
     * @param group the consumer group
     * @param target Kafka's name of the scenario
     * @param mode {@code pinned} or {@code resolved}
     */
    record Summary(long id, String status, String instanceId, String group, String target, String mode,
            String requester, String reason, @Nullable String ticket, Instant requestedAt, Instant expiresAt,
            Totals totals) {
        static Summary of(ResetRequest request) {
            ResetPlan plan = request.plan();
            return new Summary(request.id(), request.status().name(), plan.instance().value(), plan.group().value(),
                    plan.target().scenario(), plan.mode() == ResetMode.PINNED ? "pinned" : "resolved",
                    request.requester(), request.reason(), request.ticket().orElse(null), request.requestedAt(),
                    request.expiresAt(), Totals.of(plan.totals()));
        }
    }

    /**
     * One reset, with all that is known of it.
     *
     * @param id its number
     * @param status {@code PENDING}, {@code APPROVED}, {@code EXECUTING}, {@code APPLIED}, {@code PARTIALLY_APPLIED},
     *     {@code FAILED}, {@code UNKNOWN}, {@code REJECTED}, {@code CANCELLED} or {@code EXPIRED}
     * @param group the consumer group
     * @param version counts the changes of the request
     * @param plan exactly what is executed
     * @param execution null until it begins
     * @param outcome null until it is known
     * @param followUp what became of the group afterwards; null until the reset is applied
     */
    record Reset(long id, String status, String instanceId, String group, String requester, String reason,
            @Nullable String ticket, Instant requestedAt, Instant expiresAt, int version, Preview plan,
            List<DecisionAnswer> decisions, @Nullable Execution execution, @Nullable Outcome outcome,
            @Nullable FollowUpAnswer followUp) {
        static Reset of(ResetRequest request, List<WriteAttempt> writes, Optional<FollowUp> followUp) {
            ResetPlan plan = request.plan();
            return new Reset(request.id(), request.status().name(), plan.instance().value(), plan.group().value(),
                    request.requester(), request.reason(), request.ticket().orElse(null), request.requestedAt(),
                    request.expiresAt(), request.version(), Preview.of(plan),
                    request.decisions().stream().map(DecisionAnswer::of).toList(),
                    request.execution().map(found -> Execution.of(found, plan, writes)).orElse(null),
                    request.outcome().map(Outcome::of).orElse(null), followUp.map(FollowUpAnswer::of).orElse(null));
        }
    }

    /**
     * One decision on a reset.
     *
     * @param decision {@code APPROVED}, {@code BROKE_GLASS}, {@code REJECTED}, {@code CANCELLED} or {@code STOPPED}
     * @param by the operator's name
     */
    record DecisionAnswer(String decision, String by, Instant at, String comment) {
        static DecisionAnswer of(Decision decision) {
            return new DecisionAnswer(decision.kind().name(), decision.by(), decision.at(), decision.comment());
        }
    }

    /**
     * The execution of a reset.
     *
     * @param by the operator's name
     * @param topicsToWrite each is written by one call
     */
    record Execution(String by, Instant startedAt, int topicsToWrite, List<Write> writes) {
        static Execution of(ResetRequest.Execution execution, ResetPlan plan, List<WriteAttempt> writes) {
            return new Execution(execution.by(), execution.startedAt(), plan.topicsToWrite().size(),
                    writes.stream().map(Write::of).toList());
        }
    }

    /**
     * One call that was sent to CKafka, once.
     *
     * @param topic the topic it moves
     * @param sentAt recorded before it was sent
     * @param answer {@code ACCEPTED}, {@code REFUSED}, {@code RUNNING}, {@code UNCLEAR}, {@code NONE} or {@code WITHHELD}
     * @param code the error code of Tencent Cloud
     * @param requestId the request id of Tencent Cloud
     * @param partitions what CKafka said about each, where it says something
     */
    record Write(String topic, Instant sentAt, @Nullable Instant answeredAt, String answer, @Nullable String code,
            @Nullable String message, @Nullable String requestId, List<PartitionResult> partitions) {
        static Write of(WriteAttempt attempt) {
            return new Write(attempt.topic(), attempt.sentAt(), attempt.answeredAt().orElse(null),
                    attempt.answer().name(), orNull(attempt.code()), orNull(attempt.message()),
                    orNull(attempt.cloudRequestId()), attempt.partitionResults());
        }
    }

    /**
     * The outcome of a reset, as it was read back from the group.
     *
     * @param status {@code APPLIED}, {@code PARTIALLY_APPLIED}, {@code FAILED} or {@code UNKNOWN}
     * @param stopped whether an operator stopped it before the last topic
     * @param settled whether the process that executed it ended, and another read the outcome
     * @param shutDown whether Tidemark was shut down before the last topic was written
     * @param overwritten whether a client committed over it
     */
    record Outcome(String status, Instant observedAt, boolean stopped, boolean settled, boolean shutDown,
            boolean overwritten, List<ReceiptTopic> topics) {
        static Outcome of(ResetOutcome outcome) {
            Stream<String> topics = outcome.receipts().stream().map(receipt -> receipt.partition().topic()).distinct();
            return new Outcome(outcome.status().name(), outcome.observedAt(), outcome.stopped(), outcome.settled(),
                    outcome.shutDown(), outcome.wasOverwritten(),
                    topics.map(topic -> new ReceiptTopic(topic, outcome.receipts().stream()
                            .filter(receipt -> receipt.partition().topic().equals(topic)).map(Receipt::of).toList()))
                            .toList());
        }
    }

    /**
     * The receipts of one topic.
     *
     * @param topic its name
     */
    record ReceiptTopic(String topic, List<Receipt> partitions) {
    }

    /**
     * What became of one partition.
     *
     * @param before the committed offset before the reset
     * @param planned the offset of the plan
     * @param bounds of the plan, where CKafka computed the offset
     * @param after the committed offset read after the reset
     * @param result {@code CONFIRMED}, {@code MOVED}, {@code UNCHANGED}, {@code MISMATCH}, {@code UNKNOWN} or
     *     {@code NOT_ATTEMPTED}
     * @param overwrittenBy the offset that a client committed over it
     */
    record Receipt(int partition, OptionalLong before, OptionalLong planned, @Nullable OffsetBounds bounds,
            OptionalLong after, String result, OptionalLong overwrittenBy) {
        static Receipt of(ResetOutcome.Receipt receipt) {
            return new Receipt(receipt.partition().partition(), receipt.before(), receipt.planned(),
                    receipt.bounds().orElse(null), receipt.after(), receipt.result().name(), receipt.overwrittenBy());
        }
    }

    public static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable String orNull(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty()).orElse(null);
    }
}
