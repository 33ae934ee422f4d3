package dev.tidemark.offsetreset;

import dev.tidemark.audit.AuditEvent;
import dev.tidemark.audit.AuditEvent.Action;
import dev.tidemark.audit.AuditEvent.Phase;
import dev.tidemark.audit.AuditTrail;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetOutcome.Receipt;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the audit trail records of resets: who, what, from where to where, and why not. */
@Component
public class ResetAudit {
    private final AuditTrail trail;
    private final Clock clock;
    private final JsonMapper json;
    private final TransactionTemplate apart;

    ResetAudit(AuditTrail trail, Clock clock, JsonMapper json, PlatformTransactionManager transactions) {
        this.trail = trail;
        this.clock = clock;
        this.json = json;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** In the transaction of the caller. */
    void record(String actor, Action action, Phase phase, ResetRequest request, Map<String, ?> detail) {
        record(actor, action, phase, request.plan().instance(), request.plan().group(),
                OptionalLong.of(request.id()), detail);
    }

    /** Does what may be refused, and keeps a refusal on record in a transaction of its own. */
    <T> T refusable(String actor, Action action, InstanceId instance, ConsumerGroupId group, OptionalLong reset,
            Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (ResetRefused refusal) {
            apart.executeWithoutResult(_ -> record(actor, action, Phase.REFUSED, instance, group, reset,
                    Map.of("reason", refusal.reason(), "facts",
                            refusal.facts().stream().map(Object::toString).toList())));
            throw refusal;
        }
    }

    public String text(Map<String, ?> detail) {
        return json.writeValueAsString(detail);
    }

    /** What is planned: the whole of it, because a trail that names no offsets proves nothing. */
    static Map<String, Object> planned(ResetPlan plan) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("previewId", plan.id());
        detail.put("target", plan.target().scenario());
        detail.put("mode", plan.mode());
        detail.put("partitions", plan.partitions().stream().map(each -> offsets(each.partition().topic(),
                each.partition().partition(), "from", each.from(), "to", each.to())).toList());
        return detail;
    }

    /** In the transaction of the caller. */
    void recordOutcome(String actor, Action action, ResetRequest request, ResetOutcome outcome) {
        Phase phase = switch (outcome.status()) {
            case APPLIED -> Phase.DONE;
            case UNKNOWN -> Phase.UNKNOWN;
            default -> Phase.FAILED;
        };
        record(actor, action, phase, request, observed(outcome));
    }

    private static Map<String, Object> observed(ResetOutcome outcome) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("status", outcome.status());
        // Why topics may be left: a person, a shutdown, or a process that ended.
        detail.put("stopped", outcome.stopped());
        detail.put("shutDown", outcome.shutDown());
        detail.put("settled", outcome.settled());
        detail.put("partitions", outcome.receipts().stream().map(ResetAudit::observed).toList());
        return detail;
    }

    private static Map<String, @Nullable Object> observed(Receipt receipt) {
        Map<String, @Nullable Object> row = offsets(receipt.partition().topic(), receipt.partition().partition(),
                "before",
                receipt.before(), "after", receipt.after());
        row.put("planned", orNull(receipt.planned()));
        row.put("result", receipt.result());
        receipt.overwrittenBy().ifPresent(offset -> row.put("overwrittenBy", offset));
        return row;
    }

    private static Map<String, @Nullable Object> offsets(String topic, int partition, String one, OptionalLong first,
            String other, OptionalLong second) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("topic", topic);
        row.put("partition", partition);
        row.put(one, orNull(first));
        row.put(other, orNull(second));
        return row;
    }

    private static @Nullable Long orNull(OptionalLong offset) {
        return offset.isPresent() ? offset.getAsLong() : null;
    }

    /** In the transaction of the caller. */
    void recordWrite(String actor, ResetRequest request, WriteAttempt attempt) {
        Phase phase = switch (attempt.answer()) {
            case ACCEPTED -> Phase.DONE;
            case REFUSED, WITHHELD -> Phase.FAILED;
            case UNCLEAR, RUNNING, NONE -> Phase.UNKNOWN;
        };
        record(actor, Action.WRITE_OFFSETS, phase, request, write(attempt));
    }

    private static Map<String, Object> write(WriteAttempt attempt) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("topic", attempt.topic());
        detail.put("answer", attempt.answer());
        attempt.task().ifPresent(task -> detail.put("task", task));
        detail.put("code", attempt.code());
        detail.put("message", attempt.message());
        detail.put("requestId", attempt.cloudRequestId());
        if (!attempt.partitionResults().isEmpty()) {
            detail.put("partitionResults",
                    attempt.partitionResults().stream().map(ResetAudit::partitionResult).toList());
        }
        return detail;
    }

    private static Map<String, @Nullable Object> partitionResult(PartitionResult result) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("partition", result.partition());
        row.put("offset", orNull(result.offset()));
        result.error().ifPresent(error -> row.put("error", error));
        return row;
    }

    static Map<String, Object> decided(Decision decision) {
        return Map.of("comment", decision.comment());
    }

    private void record(String actor, Action action, Phase phase, InstanceId instance, ConsumerGroupId group,
            OptionalLong reset, Map<String, ?> detail) {
        trail.append(clock.instant(),
                new AuditEvent(actor, action, phase, instance, group, reset, text(detail)));
    }
}
