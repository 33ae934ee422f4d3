package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.offsetreset.RandomFault.Step;
import dev.tidemark.testing.RunningDashboard;
import dev.tidemark.testing.RunningDashboard.Answer;
import dev.tidemark.testing.SharedEmulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * One random reset on its way through the JSON API, held against the model and the judge at each step. Everything it has seen
 * is kept for the message of a failure.
 */
final class RandomResetRun {
    private static final Duration SETTLED = Duration.ofSeconds(45);
    /** What a question that was not answered may lead to; nothing else may be blamed on it. */
    private static final Set<String> OF_FAULTS = Set.of("cluster-unavailable", "partition-unreadable",
            "earliest-unknown", "unknown-partition", "empty-scope", "stale-plan", "lookup-failed");

    private final RandomReset reset;
    private final RunningDashboard dashboard;
    private final SharedEmulator emulator;
    private final String instance;
    private final ResetModel model;
    private final Admin admin;
    private final String since = Instant.now().toString();
    private final Map<String, Object> seen = new TreeMap<>();

    RandomResetRun(RandomReset reset, RunningDashboard dashboard, SharedEmulator emulator, String instance,
            RandomTopics topics, Admin admin) {
        this.reset = reset;
        this.dashboard = dashboard;
        this.emulator = emulator;
        this.instance = instance;
        this.model = new ResetModel(reset, topics, admin);
        this.admin = admin;
    }

    /** What has become of it, in a word for the statistics. */
    String run() {
        try {
            if (!reset.commits().isEmpty()) {
                KafkaSeen.await(admin.alterConsumerGroupOffsets(reset.group(), reset.commits()).all());
            }
            Optional<JsonNode> plan = preview();
            return plan.isEmpty() ? "refused " + seen.get("1 refusal") : decide(plan.get());
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("random reset " + reset.number() + " of seed " + reset.seed() + " on " + instance
                    + "\n" + reset.body() + "\n" + reset + "\n" + text() + "\n" + failure, failure);
        } finally {
            emulator.disarm();
        }
    }

    /** Empty when it is refused, for the right reason. */
    private Optional<JsonNode> preview() {
        reset.fault().arm(emulator, Step.PREVIEW);
        Optional<JsonNode> plan = previewOnce(reset.fault().step() == Step.PREVIEW);
        if (reset.fault().step() != Step.PREVIEW) {
            return plan;
        }
        // What was planned while something was wrong may rightly know less: it is made anew.
        emulator.disarm();
        return previewOnce(false);
    }

    private Optional<JsonNode> previewOnce(boolean faulty) {
        KafkaSeen before = look();
        Answer answer = dashboard.as(reset.people().getFirst())
                .ask("/api/v1/instances/" + instance + "/reset-previews", reset.body());
        KafkaSeen after = look();
        seen.put("1 preview", answer);
        seen.put("1 Kafka before the preview", before);
        boolean hit = faulty && reset.fault().hasHit(emulator, reset.group(), since);
        Set<String> expected = new TreeSet<>(model.refusals(before, ResetModel.moment(answer.body())));
        Set<String> later = model.refusals(after, ResetModel.moment(answer.body()));
        boolean mayPlan = expected.isEmpty() || later.isEmpty() || hit;
        expected.addAll(later);
        Optional<String> refusal = refusal(answer);
        if (refusal.isPresent()) {
            assertThat(expected.contains(refusal.get()) || (hit && OF_FAULTS.contains(refusal.get())))
                    .as("refused for " + refusal.get() + ", expected was one of " + expected).isTrue();
            assertThat(after.commits()).isEqualTo(before.commits());
            seen.put("1 refusal", refusal.get());
            return Optional.empty();
        }
        assertThat(mayPlan).as("a plan, and expected was a refusal for one of " + expected).isTrue();
        model.check(answer.body(), before, after, hit);
        return Optional.of(answer.body());
    }

    private static Optional<String> refusal(Answer answer) {
        if (answer.status() == 202) {
            JsonNode lookup = answer.body().path("lookup");
            assertThat(lookup.path("state").asString()).as("the lookup " + lookup).isEqualTo("FAILED");
            // A refusal is named; what CKafka said is a sentence.
            String problem = lookup.path("problem").asString();
            return Optional.of(problem.matches("[a-z-]+") ? problem : "lookup-failed");
        }
        String type = answer.body().path("type").asString("");
        assertThat(answer.status() == 201).as(answer.toString()).isEqualTo(type.isEmpty());
        return answer.status() == 201 ? Optional.empty() : Optional.of(type.replaceFirst(".*:", ""));
    }

    private String decide(JsonNode plan) {
        Answer asked = dashboard.as(reset.people().getFirst()).ask("/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"a random test"}"""
                .formatted(plan.path("previewId").asString(), reset.group()));
        assertThat(asked.status()).as("asked for: " + asked).isEqualTo(201);
        String path = "/api/v1/resets/" + asked.body().path("id").asLong();
        if (!step(Step.APPROVAL, path, "/approval", reset.people().get(1), "PENDING", plan)) {
            return "stale";
        }
        if (!step(Step.EXECUTION, path, "/execution", reset.people().get(2), "APPROVED", plan)) {
            return "stale";
        }
        ResetJudge judge = new ResetJudge(reset, admin, plan,
                (KafkaSeen) Objects.requireNonNull(seen.get("2 Kafka before EXECUTION")));
        JsonNode done = settled(judge, path);
        judge.check(done, writes(), look());
        return done.path("status").asString();
    }

    /** False when another client has committed over the plan, so that it is refused for good. */
    private boolean step(Step step, String path, String action, String person, String statusBefore, JsonNode plan) {
        boolean stale = reset.intruder().filter(intruder -> intruder.step() == step).map(intruder -> intrude(intruder,
                plan)).orElse(false);
        seen.put("2 Kafka before " + step, look());
        reset.fault().arm(emulator, step);
        Answer answer = dashboard.as(person).ask(path + action, "");
        seen.put("3 answer to " + step, answer);
        if (answer.status() != 200 && !(stale && type(answer).equals("stale-plan"))) {
            assertThat(OF_FAULTS).as("the answer " + answer).contains(type(answer));
            assertThat(reset.fault().step() == step && reset.fault().hasHit(emulator, reset.group(), since))
                    .as("a question was not answered, as says " + answer).isTrue();
            emulator.disarm();
            assertThat(status(path)).isEqualTo(statusBefore);
            assertThat(writes()).as("writes").isEmpty();
            answer = dashboard.as(person).ask(path + action, "");
            seen.put("3 second answer to " + step, answer);
        }
        if (stale) {
            assertThat(type(answer)).as("the answer to a plan that another client has committed over: " + answer)
                    .isEqualTo("stale-plan");
            assertThat(status(path)).isEqualTo(statusBefore);
            assertThat(writes()).as("writes").isEmpty();
            return false;
        }
        assertThat(answer.status()).as(step + ": " + answer).isEqualTo(200);
        return true;
    }

    /** Whether the plan is out of date now. */
    private boolean intrude(RandomReset.Intruder intruder, JsonNode plan) {
        List<TopicPartition> planned = List.copyOf(ResetModel.rows(plan.path("topics")).keySet());
        List<TopicPartition> some = new ArrayList<>(intruder.inPlan() ? planned : reset.commits().keySet());
        if (!intruder.inPlan()) {
            some.removeAll(planned);
        }
        if (some.isEmpty()) {
            return false;
        }
        TopicPartition one = some.getFirst();
        long offset = look().committed(one).orElse(0) + 1;
        KafkaSeen.await(
                admin.alterConsumerGroupOffsets(reset.group(), Map.of(one, new OffsetAndMetadata(offset))).all());
        seen.put("2 intruder", one + " to " + offset);
        return intruder.inPlan();
    }

    private JsonNode settled(ResetJudge judge, String path) {
        List<JsonNode> last = new ArrayList<>();
        try {
            Awaitility.await().atMost(SETTLED).pollInterval(Duration.ofMillis(150)).pollDelay(Duration.ZERO)
                    .until(() -> {
                        List<JsonNode> writes = writes();
                        last.add(dashboard.as("viewer").get(path));
                        return judge.isSettled(last.getLast(), writes, look());
                    });
        } catch (ConditionTimeoutException _) {
            // What is wrong with it, the judge says.
            seen.put("5 not settled after", SETTLED);
        } finally {
            seen.put("4 outcome", last.getLast().path("status") + " " + last.getLast().path("outcome"));
            seen.put("4 execution", last.getLast().path("execution"));
            seen.put("4 writes that arrived", writes());
            seen.put("4 Kafka", look());
        }
        return last.getLast();
    }

    private List<JsonNode> writes() {
        return RandomFault.WRITES.stream().flatMap(action -> emulator.received(action, 40).stream())
                .filter(write -> write.path("body").path("GroupName").asString("").equals(reset.group())
                        || write.path("body").path("Group").asString("").equals(reset.group()))
                .toList();
    }

    private KafkaSeen look() {
        return KafkaSeen.of(admin, reset.group(), model.meant());
    }

    private String status(String path) {
        return dashboard.as("viewer").get(path).path("status").asString();
    }

    private static String type(Answer answer) {
        return answer.body().path("type").asString("").replaceFirst(".*:", "");
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        seen.forEach((what, value) -> text.append(what).append(": ").append(value).append('\n'));
        return text.toString();
    }
}
