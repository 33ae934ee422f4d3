package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.access.Grant;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Role;
import dev.tidemark.audit.AuditEvent;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ClusterUnavailable.Reason;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetScope;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What happens to resets by itself, as time goes by, and to writes that take their time. */
@WebTest
@ExtendWith(OutputCaptureExtension.class)
class ResetHousekeepingTest {
    private static final LoggingSystem LOGGING = LoggingSystem.get(ResetHousekeepingTest.class.getClassLoader());
    private static final InstanceId INSTANCE = new InstanceId("ckafka-house");
    private static final Operator ADMIN = new Operator("admin",
            List.of(new Grant(Role.ADMIN, new IdPattern("*"), new IdPattern("*"), Set.of())));
    private static final Operator APPROVER = new Operator("anna",
            List.of(new Grant(Role.APPROVER, new IdPattern("*"), new IdPattern("*"), Set.of())));

    @Autowired
    private ResetPreviewService previews;
    @Autowired
    private OffsetResetService resets;
    @Autowired
    private ResetHousekeeping housekeeping;
    @Autowired
    private ResetExecutions executions;
    @Autowired
    private ResetExecutor executor;
    @Autowired
    private ResetVerifier verifier;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private InMemoryCkafka ckafka;
    @Autowired
    private MutableClock clock;

    @BeforeEach
    void logEverything() {
        LOGGING.setLogLevel("dev.tidemark.offsetreset", LogLevel.INFO);
    }

    @AfterEach
    void logAsBefore() {
        LOGGING.setLogLevel("dev.tidemark.offsetreset", null);
    }

    @Test
    void requestsThatAreNotDecidedExpire() {
        long pending = ask("waits");
        long approved = ask("waits-too");
        resets.approve(APPROVER, approved, "");
        clock.advance(Duration.ofHours(3));
        housekeeping.tidy();
        assertThat(resets.find(ADMIN, pending).status()).isEqualTo(ResetStatus.PENDING);

        clock.advance(Duration.ofHours(2));
        housekeeping.tidy();

        assertThat(resets.find(ADMIN, pending).status()).isEqualTo(ResetStatus.EXPIRED);
        assertThat(resets.find(ADMIN, approved).status()).isEqualTo(ResetStatus.EXPIRED);
        assertThatThrownBy(() -> resets.execute(ADMIN, approved)).isInstanceOf(ResetRefused.class);
    }

    @Test
    void waitsForAWriteThatCkafkaWorksOnInTheBackground() {
        long reset = ask("task-good");
        resets.approve(APPROVER, reset, "");
        ckafka.work(TaskState.RUNNING, TaskState.SUCCEEDED);

        assertThat(resets.execute(ADMIN, reset).status()).isEqualTo(ResetStatus.APPLIED);
        assertThat(resets.writes(ADMIN, reset)).extracting(WriteAttempt::answer).containsExactly(Answer.ACCEPTED);
    }

    @Test
    void believesTheGroupRatherThanATaskThatSaysItFailed() {
        long reset = ask("task-bad");
        resets.approve(APPROVER, reset, "");
        ckafka.work(TaskState.FAILED);

        ResetRequest done = resets.execute(ADMIN, reset);

        assertThat(resets.writes(ADMIN, reset)).extracting(WriteAttempt::answer).containsExactly(Answer.REFUSED);
        assertThat(done.status()).isEqualTo(ResetStatus.APPLIED);
    }

    @Test
    void writesNothingWhoseChecksWereMadeBeforeAPause(CapturedOutput output) {
        long id = ask("paused");
        resets.approve(APPROVER, id, "");
        ResetRequest claimed = claimed(id, "node");
        commits("paused", 61);
        int before = ckafka.writes().size();

        executor.execute(claimed, "node", executions.now().minusSeconds(31));

        assertThat(ckafka.writes()).hasSize(before);
        assertThat(resets.find(ADMIN, id).status()).isEqualTo(ResetStatus.FAILED);
        assertThat(resets.writes(ADMIN, id)).singleElement().satisfies(write -> {
            assertThat(write.answer()).isEqualTo(Answer.WITHHELD);
            assertThat(write.code()).isEqualTo("COMMITTED_MOVED");
            assertThat(write.message()).isEqualTo("orders-0: 50 → 61");
        });
        assertThat(output).contains("Reset " + id + ": orders and the topics after it are not written",
                "Reset " + id + ": execution ended, FAILED");
    }

    @Test
    void writesAfterAPauseWhenEverythingIsStillAsPlanned(CapturedOutput output) {
        long id = ask("paused-in-peace");
        resets.approve(APPROVER, id, "");

        executor.execute(claimed(id, "node"), "node", executions.now().minusSeconds(31));

        assertThat(resets.find(ADMIN, id).status()).isEqualTo(ResetStatus.APPLIED);
        assertThat(output).contains("Reset " + id + " of paused-in-peace on ckafka-house: execution begins, 1 topics",
                "Reset " + id + ": execution ended, APPLIED");
    }

    /** However late the process is with renewing its lease. */
    @Test
    void neverTakesOverWhatThisProcessIsExecuting() {
        long id = ask("own");
        resets.approve(APPROVER, id, "");
        ckafka.work(TaskState.RUNNING, TaskState.RUNNING, TaskState.RUNNING, TaskState.SUCCEEDED);
        CompletableFuture<ResetRequest> done = CompletableFuture.supplyAsync(() -> resets.execute(ADMIN, id));
        Awaitility.await().until(() -> resets.writes(ADMIN, id).stream()
                .anyMatch(write -> write.answer() == Answer.RUNNING));

        jdbc.sql("update reset_request set heartbeat_at = current_timestamp - interval '1' hour where id = ?")
                .param(id).update();
        housekeeping.tidy();

        assertThat(done.join().status()).isEqualTo(ResetStatus.APPLIED);
        assertThat(done.join().outcome().orElseThrow().settled()).isFalse();
    }

    /** A survivor settled it as not moved, and then the write of this process arrived. */
    @Test
    void correctsAnOutcomeOnceTheGroupCanBeReadAgain(CapturedOutput output) {
        long id = ask("corrected");
        resets.approve(APPROVER, id, "");
        claimed(id, "node");
        executions.answered(id, WriteAttempt.sent("orders", executions.recordIntent(id, "orders", "node").orElseThrow())
                .answered(executions.now(), Answer.ACCEPTED, "", "", "r"));
        assertThat(verifier.finish(id, AuditEvent.TIDEMARK, false).status()).isEqualTo(ResetStatus.FAILED);
        commits("corrected", 100);
        ckafka.failWith(InMemoryCkafka.Call.OFFSETS, new ClusterUnavailable(Reason.TIMEOUT, Optional.empty(),
                Optional.empty(), "CKafka did not answer.", null));
        try {
            CompletableFuture<Void> correction = CompletableFuture.runAsync(() -> verifier.correct(id, () -> true));
            Awaitility.await().until(() -> output.getOut().contains(
                    "Group corrected of ckafka-house could not be read after its reset"));
            ckafka.recover();
            correction.join();
        } finally {
            ckafka.recover();
        }

        assertThat(resets.find(ADMIN, id).status()).isEqualTo(ResetStatus.APPLIED);
        assertThat(output).contains("Reset " + id + ": the outcome was read again, APPLIED");
    }

    private ResetRequest claimed(long id, String node) {
        ResetRequest approved = resets.find(ADMIN, id);
        ResetRequest claimed = approved.execute("admin", resets.policy(ADMIN, INSTANCE, approved.plan().group()),
                clock.instant(), executions.now());
        executions.claim(claimed, node);
        return claimed;
    }

    private void commits(String group, long offset) {
        ckafka.offsets(INSTANCE, new ConsumerGroupId(group), "orders", List.of(Offsets.committed(0, offset, 100)));
    }

    @Test
    void previewsThatWereNotRequestedAreForgottenAfterADay() {
        String preview = preview("forgotten");
        clock.advance(Duration.ofHours(30));

        housekeeping.tidy();

        assertThatThrownBy(() -> previews.find(ADMIN, preview)).isInstanceOf(ResetNotFound.class);
    }

    private long ask(String group) {
        return resets.request(ADMIN, preview(group), group, "why", Optional.empty()).id();
    }

    private String preview(String name) {
        ConsumerGroupId group = new ConsumerGroupId(name);
        ckafka.instance(Groups.instance(INSTANCE.value(), "house", "ap-house")).group(INSTANCE, Groups.empty(name))
                .offsets(INSTANCE, group, "orders", List.of(Offsets.committed(0, 50, 100)));
        return previews.preview(ADMIN, INSTANCE, group,
                new ResetScope(List.of(new ResetScope.Part("orders", Optional.empty()))), new ResetTarget.ToLatest(),
                ResetMode.PINNED, Optional.empty()).id();
    }
}
