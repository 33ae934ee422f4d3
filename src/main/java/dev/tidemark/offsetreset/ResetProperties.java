package dev.tidemark.offsetreset;

import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.offsetreset.ResetPolicy.Executors;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What has to be kept when offsets are moved, by configuration.
 *
 * @param rules the first that matches instance, tag and group holds; where none does, one approval is needed
 * @param previewTtl how long a preview can be asked for
 * @param watchAfter how long a group is watched after a reset for a client that overwrites it
 * @param lease how long after its last sign of life, on the database's clock, the process that executes a reset keeps it
 *     before another settles it; also how late after its recorded intention a write may leave, and how old
 *     the checks may be on which it rests
 * @param settleAfter from the recorded intention of a write on: after this a write without an answer can no longer arrive.
 *     Longer than {@code lease} and the five minutes for which CKafka accepts a signature
 * @param maxTaskTime how long CKafka may work on one write in the background. So long a task that cannot be asked for keeps
 *     its reset open and the next reset of the group waiting
 * @param housekeeping how often expired and abandoned resets are looked for, and what became of the groups of applied ones
 * @param resumeWithin how long after a reset no consumer and no commit is fine
 * @param stuckAfter how long a partition with messages to read may not move; longer than {@code max.poll.interval.ms}, five
 *     minutes by default, and a sweep
 */
@ConfigurationProperties(prefix = "tidemark.resets", ignoreUnknownFields = false)
public record ResetProperties(@DefaultValue List<Rule> rules, @DefaultValue("15m") Duration previewTtl,
        @DefaultValue("10s") Duration watchAfter, @DefaultValue("30s") Duration lease,
        @DefaultValue("7m") Duration settleAfter, @DefaultValue("15m") Duration maxTaskTime,
        @DefaultValue("10s") Duration housekeeping,
        @DefaultValue("15m") Duration resumeWithin, @DefaultValue("7m") Duration stuckAfter) {
    public ResetProperties {
        rules = List.copyOf(rules);
        if (lease.toSeconds() < 1) {
            throw new IllegalArgumentException("tidemark.resets.lease must be at least one second");
        }
        if (settleAfter.compareTo(lease) <= 0) {
            throw new IllegalArgumentException(
                    "tidemark.resets.settle-after must be longer than tidemark.resets.lease");
        }
        if (maxTaskTime.toSeconds() < 1) {
            throw new IllegalArgumentException("tidemark.resets.max-task-time must be at least one second");
        }
    }

    ResetPolicy policyFor(KafkaInstance instance, ConsumerGroupId group) {
        return rules.stream().filter(rule -> rule.matches(instance, group)).findFirst()
                .orElseGet(() -> new Rule("*", "", "*", false, 1, Rule.FOUR_HOURS, Executors.EITHER, null, null))
                .policy();
    }

    /**
     * One rule.
     *
     * @param instances pattern of instance ids
     * @param tag {@code key=value} that the instance must have; empty for any
     * @param groups pattern of group names
     * @param maxMessages null for any number
     * @param maxPartitions null for any number
     */
    public record Rule(@DefaultValue("*") String instances, @DefaultValue("") String tag,
            @DefaultValue("*") String groups, @DefaultValue("false") boolean readOnly, @DefaultValue("1") int approvals,
            @DefaultValue("4h") Duration expiresAfter, @DefaultValue("either") Executors executors,
            @Nullable Long maxMessages, @Nullable Integer maxPartitions) {
        static final Duration FOUR_HOURS = Duration.ofHours(4);

        public Rule {
            if (!tag.isEmpty() && tag.indexOf('=') < 1) {
                throw new IllegalArgumentException("tidemark.resets.rules: tag must be key=value, not '" + tag + "'");
            }
            if (approvals < 0) {
                throw new IllegalArgumentException("tidemark.resets.rules: approvals must not be negative");
            }
            if (approvals == 0 && executors == Executors.APPROVER) {
                throw new IllegalArgumentException(
                        "tidemark.resets.rules: without approvals there is no approver to carry a reset out");
            }
            if (!expiresAfter.isPositive()) {
                throw new IllegalArgumentException("tidemark.resets.rules: expires-after must be longer than nothing");
            }
        }

        private boolean matches(KafkaInstance instance, ConsumerGroupId group) {
            return new IdPattern(instances).matches(instance.id().value())
                    && new IdPattern(groups).matches(group.value())
                    && (tag.isEmpty() || instance.tags().entrySet().stream()
                            .anyMatch(each -> tag.equals(each.getKey() + "=" + each.getValue())));
        }

        private ResetPolicy policy() {
            return new ResetPolicy(readOnly, approvals, expiresAfter, executors,
                    maxMessages == null ? OptionalLong.empty() : OptionalLong.of(maxMessages),
                    maxPartitions == null ? OptionalInt.empty() : OptionalInt.of(maxPartitions));
        }
    }
}
