package dev.tidemark.offsetreset;

import static dev.tidemark.offsetreset.ResetModel.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.offsetreset.RandomFault.Fate;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/**
 * Holds what a reset says of itself against Kafka and against what arrived at CKafka.
 *
 * @param plan as it was approved
 * @param before Kafka just before the execution
 */
record ResetJudge(RandomReset reset, Admin admin, JsonNode plan, KafkaSeen before) {
    /** Whether nothing more is to be expected: what was on its way has arrived, and what Kafka can tell has been read. */
    boolean isSettled(JsonNode done, List<JsonNode> writes, KafkaSeen now) {
        if (done.path("status").asString().equals("EXECUTING") || !hasArrived(writes, now)) {
            return false;
        }
        Map<String, String> answers = answers(done);
        return ResetModel.rows(done.at("/outcome/topics")).entrySet().stream().noneMatch(receipt -> {
            TopicPartition partition = receipt.getKey();
            boolean clear = !answers.getOrDefault(partition.topic(), "").equals("UNCLEAR");
            return receipt.getValue().path("result").asString().equals("UNKNOWN")
                    && (clear || !now.committed(partition).equals(before.committed(partition)));
        });
    }

    private boolean hasArrived(List<JsonNode> writes, KafkaSeen now) {
        try {
            checkKafka(writes, now);
            return true;
        } catch (AssertionError _) {
            return false;
        }
    }

    void check(JsonNode done, List<JsonNode> writes, KafkaSeen now) {
        Map<TopicPartition, JsonNode> planned = ResetModel.rows(plan.path("topics"));
        Set<TopicPartition> changes = ResetModel.changes(plan);
        Map<String, Fate> fates = checkKafka(writes, now);
        Map<String, String> answers = answers(done);
        assertThat(answers.keySet()).as("topics with a write on record").isEqualTo(fates.keySet());
        fates.forEach((topic, fate) -> assertThat(isTrue(fate, answers, topic, done)).as(
                "the answer of " + topic + " on record is " + answers.get(topic) + ", it was " + fate.answers())
                .isTrue());
        Map<TopicPartition, JsonNode> receipts = ResetModel.rows(done.at("/outcome/topics"));
        assertThat(receipts.keySet()).as("partitions with a receipt").isEqualTo(planned.keySet());

        receipts.forEach((partition, receipt) -> checkReceipt(partition, receipt,
                Objects.requireNonNull(planned.get(partition)), answers.getOrDefault(partition.topic(), ""), now));
        assertThat(done.path("status").asString()).as("the status that follows from the receipts")
                .isEqualTo(status(receipts, changes, answers));
        assertThat(done.at("/outcome/status").asString()).isEqualTo(done.path("status").asString());
        assertThat(done.at("/outcome/overwritten").asBoolean()).isFalse();
    }

    /** What Kafka has is what CKafka was told, and nothing beside it has moved. */
    private Map<String, Fate> checkKafka(List<JsonNode> writes, KafkaSeen now) {
        Map<TopicPartition, JsonNode> planned = ResetModel.rows(plan.path("topics"));
        Set<TopicPartition> changes = ResetModel.changes(plan);
        Map<String, Fate> fates = fates(writes, changes);
        checkOthersStay(now, changes);
        changes.forEach(partition -> checkKafka(partition, Objects.requireNonNull(planned.get(partition)),
                Objects.requireNonNull(fates.get(partition.topic())), now));
        return fates;
    }

    /** One write for each topic that changes, and each names these partitions alone. */
    private Map<String, Fate> fates(List<JsonNode> writes, Set<TopicPartition> changes) {
        Map<String, Fate> fates = new HashMap<>();
        Set<TopicPartition> named = new HashSet<>();
        for (JsonNode write : writes) {
            JsonNode body = write.path("body");
            JsonNode topics = body.has("TopicName") ? body.path("TopicName") : body.path("Topics");
            assertThat(topics.size()).as("topics of one write: " + body).isEqualTo(1);
            String topic = topics.path(0).asString();
            assertThat(fates.put(topic, reset.fault().fate(write.path("outcome").asString())))
                    .as("an earlier write to " + topic).isNull();
            body.path("Partitions").forEach(each -> named
                    .add(new TopicPartition(topic, each.isNumber() ? each.asInt() : each.path("Partition").asInt())));
        }
        assertThat(named).as("partitions that CKafka was told to move").isEqualTo(changes);
        return fates;
    }

    private static Map<String, String> answers(JsonNode done) {
        Map<String, String> answers = new HashMap<>();
        done.at("/execution/writes").forEach(
                write -> answers.put(write.path("topic").asString(), write.path("answer").asString()));
        return answers;
    }

    /** On a busy machine any answer may come too late, and then it was not clear. */
    private static boolean isTrue(Fate fate, Map<String, String> answers, String topic, JsonNode done) {
        String answer = answers.getOrDefault(topic, "");
        boolean late = answer.equals("UNCLEAR") && done.at("/execution/writes").valueStream()
                .filter(write -> write.path("topic").asString().equals(topic))
                .allMatch(write -> Instant.parse(write.path("sentAt").asString()).plus(RandomResetsIT.READ_TIMEOUT)
                        .isBefore(Instant.parse(write.path("answeredAt").asString())));
        return late || fate.answers().contains(answer);
    }

    private void checkOthersStay(KafkaSeen now, Set<TopicPartition> changes) {
        Set<TopicPartition> all = new HashSet<>(now.commits().keySet());
        all.addAll(before.commits().keySet());
        all.removeAll(changes);
        all.forEach(partition -> assertThat(now.committed(partition)).as("committed in " + partition
                + ", which is not to be moved").isEqualTo(before.committed(partition)));
    }

    /** What CKafka was told is what became of the group, or nothing became of it. */
    private void checkKafka(TopicPartition partition, JsonNode row, Fate fate, KafkaSeen now) {
        String which = "committed in " + partition + ", planned " + row + ", " + fate;
        OptionalLong committed = now.committed(partition);
        if (!fate.executed()) {
            assertThat(committed).as(which).isEqualTo(before.committed(partition));
            return;
        }
        OptionalLong to = number(row, "to");
        if (to.isEmpty()) {
            assertThat(committed).as(which).hasValue(resolved(partition, now.end(partition)));
        } else {
            assertThat(committed.orElse(-1)).as(which).isBetween(to.getAsLong(), furthest(row, now.end(partition)));
        }
    }

    /** Where CKafka puts a group for a time: it knows whole milliseconds. */
    private long resolved(TopicPartition partition, long end) {
        Instant moment = ResetModel.moment(plan).orElseThrow();
        long found = KafkaSeen.at(admin, partition, Instant.ofEpochMilli(moment.toEpochMilli())).offset();
        return found < 0 ? end : found;
    }

    /** How far CKafka may rightly have come, as the log may have grown since; no further than the plan where that is pinned. */
    private long furthest(JsonNode row, long end) {
        long to = number(row, "to").orElseThrow();
        if (!reset.isResolved()) {
            return to;
        }
        BigInteger wanted = switch (reset.target().type()) {
            case "to-latest" -> BigInteger.valueOf(end);
            case "to-offset" -> BigInteger.valueOf(reset.target().number());
            case "shift-by" -> BigInteger.valueOf(reset.target().number())
                    .add(BigInteger.valueOf(number(row, "from").orElseThrow()));
            default -> BigInteger.valueOf(to);
        };
        return Math.max(to, wanted.min(BigInteger.valueOf(end)).longValueExact());
    }

    private void checkReceipt(TopicPartition partition, JsonNode receipt, JsonNode row, String answer, KafkaSeen now) {
        String which = "the receipt of " + partition + ": " + receipt + ", answer " + answer + ", planned " + row;
        OptionalLong committed = now.committed(partition);
        OptionalLong to = number(row, "to");
        assertThat(number(receipt, "before")).as(which).isEqualTo(number(row, "from"))
                .isEqualTo(before.committed(partition));
        assertThat(number(receipt, "planned")).as(which).isEqualTo(to);
        assertThat(number(receipt, "overwrittenBy")).as(which).isEmpty();
        String result = receipt.path("result").asString();
        if (!result.equals("UNKNOWN")) {
            assertThat(number(receipt, "after")).as(which + ", Kafka's own").isEqualTo(committed);
        }
        switch (result) {
            case "CONFIRMED" -> assertThat(committed).as(which).isPresent().isEqualTo(to);
            case "MOVED" -> {
                assertThat(reset.isResolved()).as(which).isTrue();
                assertThat(committed).as(which).isPresent().isNotEqualTo(before.committed(partition));
                if (to.isEmpty()) {
                    assertThat(committed.orElseThrow()).as(which)
                            .isBetween(row.at("/bounds/lower").asLong(), row.at("/bounds/upper").asLong());
                } else {
                    assertThat(committed.orElseThrow()).as(which).isBetween(to.getAsLong() + 1,
                            Math.max(to.getAsLong() + 1, furthest(row, now.end(partition))));
                }
            }
            case "UNCHANGED" -> {
                assertThat(committed).as(which).isEqualTo(before.committed(partition));
                assertThat(answer).as(which).isNotEqualTo("UNCLEAR");
            }
            case "UNKNOWN" -> {
                assertThat(answer).as(which).isEqualTo("UNCLEAR");
                assertThat(committed).as(which).isEqualTo(before.committed(partition));
            }
            // Not even a fault puts an offset somewhere else here, and nothing keeps a write from being sent.
            default -> throw new AssertionError(which);
        }
    }

    private static String status(Map<TopicPartition, JsonNode> receipts, Set<TopicPartition> changes,
            Map<String, String> answers) {
        List<String> all = new ArrayList<>();
        receipts.forEach((partition, receipt) -> {
            if (changes.contains(partition)) {
                String result = receipt.path("result").asString();
                boolean asItWas = result.equals("UNCHANGED") && number(receipt, "planned").isEmpty()
                        && "ACCEPTED".equals(answers.get(partition.topic()));
                all.add(asItWas || result.equals("MOVED") ? "CONFIRMED" : result);
            }
        });
        if (all.contains("UNKNOWN")) {
            return "UNKNOWN";
        }
        Set<String> different = all.stream().map(result -> result.equals("CONFIRMED") ? "good" : "bad")
                .collect(Collectors.toSet());
        return different.size() == 2 ? "PARTIALLY_APPLIED" : different.contains("good") ? "APPLIED" : "FAILED";
    }
}
