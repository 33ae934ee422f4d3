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

    /** How far CKafka has been asked what a time means; null in a preview that is complete and can be requested. */
    record Lookup(String state, int answered, int of, long secondsLeft, @Nullable String problem) {
        static Lookup of(TimeLookup lookup) {
            return new Lookup(lookup.state().name(), lookup.answered(), lookup.of(), lookup.secondsLeft(),
                    lookup.problem().or(() -> lookup.refusal().map(ResetAnswers::code)).orElse(null));
        }
    }

    record Topic(String topic, List<Partition> partitions) {
    }

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

    /** {@code unknownPartitions} are left out of {@code replayed} and {@code skipped}. */
    record Totals(OptionalLong replayed, OptionalLong skipped, long unknownPartitions, OptionalLong maxReplayed,
            OptionalLong maxSkipped, OptionalLong lagBefore, OptionalLong lagAfter) {
        static Totals of(ResetPlan.Totals totals) {
            return new Totals(totals.replayed(), totals.skipped(), totals.unknown(), totals.maxReplayed(),
                    totals.maxSkipped(), totals.lagBefore().messages(), totals.lagAfter().messages());
        }
    }

    record Warning(String code, long partitions) {
        static Warning of(ResetPlan.Warning warning) {
            return new Warning(ResetAnswers.code(warning.kind()), warning.partitions());
        }
    }

    record Listing(long total, List<Summary> resets) {
    }

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

    record DecisionAnswer(String decision, String by, Instant at, String comment) {
        static DecisionAnswer of(Decision decision) {
            return new DecisionAnswer(decision.kind().name(), decision.by(), decision.at(), decision.comment());
        }
    }

    record Execution(String by, Instant startedAt, int topicsToWrite, List<Write> writes) {
        static Execution of(ResetRequest.Execution execution, ResetPlan plan, List<WriteAttempt> writes) {
            return new Execution(execution.by(), execution.startedAt(), plan.topicsToWrite().size(),
                    writes.stream().map(Write::of).toList());
        }
    }

    record Write(String topic, Instant sentAt, @Nullable Instant answeredAt, String answer, @Nullable String code,
            @Nullable String message, @Nullable String requestId, List<PartitionResult> partitions) {
        static Write of(WriteAttempt attempt) {
            return new Write(attempt.topic(), attempt.sentAt(), attempt.answeredAt().orElse(null),
                    attempt.answer().name(), orNull(attempt.code()), orNull(attempt.message()),
                    orNull(attempt.cloudRequestId()), attempt.partitionResults());
        }
    }

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

    record ReceiptTopic(String topic, List<Receipt> partitions) {
    }

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
