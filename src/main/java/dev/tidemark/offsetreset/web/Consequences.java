package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.PlannedPartition.Effect;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.write.ResetOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a reset does to messages, in the tense that is true: will be skipped, were skipped, would have been skipped. Of a
 * reset that was executed only what was seen to have moved is counted.
 *
 * @param partitions that are written to
 * @param unknown partitions whose effect is known only at execution
 * @param maxSkipped the most that can be skipped in all, the ceiling that is approved; empty where a partition has none
 * @param undoes the number of the reset that is taken back, or empty
 */
record Consequences(Tense tense, long skipped, long replayed, long unknown, OptionalLong maxSkipped, long partitions,
        String undoes) {
    static Consequences of(ResetPlan plan) {
        // What is still being looked up has no consequences yet, only bounds.
        return of(plan, Tense.WILL, plan.isComplete() ? plan.partitions() : List.of());
    }

    static Consequences of(ResetRequest request) {
        ResetPlan plan = request.plan();
        Optional<Set<TopicPartition>> moved = request.outcome().map(Consequences::moved);
        Tense tense = moved.isPresent()
                ? Tense.WAS
                : request.status().isOpen() || request.execution().isPresent() ? Tense.WILL : Tense.WOULD;
        return of(plan, tense, plan.partitions().stream()
                .filter(each -> moved.map(some -> some.contains(each.partition())).orElse(true)).toList());
    }

    private static Consequences of(ResetPlan plan, Tense tense, List<PlannedPartition> partitions) {
        return new Consequences(tense, messages(partitions, Effect.SKIP), messages(partitions, Effect.REPLAY),
                partitions.stream().filter(each -> each.messages().isEmpty()).count(), plan.totals().maxSkipped(),
                partitions.stream().filter(PlannedPartition::isChange).count(),
                plan.undoes().isPresent() ? Long.toString(plan.undoes().getAsLong()) : "");
    }

    private static Set<TopicPartition> moved(ResetOutcome outcome) {
        return outcome.receipts().stream().filter(receipt -> receipt.isChange()
                && receipt.isGood()).map(ResetOutcome.Receipt::partition)
                .collect(Collectors.toSet());
    }

    private static long messages(List<PlannedPartition> partitions, Effect effect) {
        return partitions.stream().filter(each -> each.effect().equals(Optional.of(effect)))
                .mapToLong(each -> each.messages().orElse(0)).sum();
    }

    /** The sentences, the worst first. */
    public List<Sentence> sentences() {
        boolean undo = !undoes.isEmpty() && tense != Tense.WOULD;
        return List.of(new Sentence("plan.skips." + tense.key + (undo ? ".undo" : ""), "bad", skipped, undoes),
                new Sentence("plan.replays." + tense.key + (undo ? ".undo" : ""), "warn", replayed, undoes),
                new Sentence("plan.unknown." + tense.key, "bad", unknown, undoes),
                new Sentence("plan.ceiling." + tense.key, "bad", unknown > 0 ? maxSkipped.orElse(0) : 0, undoes))
                .stream()
                .filter(sentence -> sentence.number() > 0).toList();
    }

    /** What the button that executes it says; {@link #skipped}, {@link #replayed} and {@link #partitions} are in it. */
    public String actKey() {
        if (!undoes.isEmpty()) {
            return "reset.execute.undo";
        }
        if (unknown > 0 || (skipped == 0 && replayed == 0)) {
            return "reset.execute.move";
        }
        if (skipped > 0 && replayed > 0) {
            return "reset.execute.both";
        }
        return skipped > 0 ? "reset.execute.skip" : "reset.execute.replay";
    }

    /** When it happens, if at all. */
    enum Tense {
        WILL("will"), WAS("was"), WOULD("would");

        private final String key;

        Tense(String key) {
            this.key = key;
        }
    }

    /** One line, with its number of messages or partitions and the reset that is taken back. */
    record Sentence(String key, String tone, long number, String undoes) {
    }
}
