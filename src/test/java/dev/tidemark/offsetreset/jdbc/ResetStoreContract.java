package dev.tidemark.offsetreset.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.Decision;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetRequest.Execution;
import dev.tidemark.offsetreset.ResetStore.Query;
import dev.tidemark.offsetreset.ResetStore.Tally;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.plan.TimeLookup;
import dev.tidemark.offsetreset.plan.TimeLookup.State;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.Accepted;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.PartitionResult;
import dev.tidemark.offsetreset.write.GroupOffsetsWriter.TaskState;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import dev.tidemark.offsetreset.write.WriteAttempt.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every database must keep of resets, and which of two it must let win. */
abstract class ResetStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-04T03:05:06.123456Z");
    private static final String NODE = "node-a";
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final DataSource database = database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final JdbcResets store = new JdbcResets(jdbc);
    private final JdbcResetPlans plans = new JdbcResetPlans(jdbc);
    private final JdbcResetExecutions executions = new JdbcResetExecutions(jdbc);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));

    abstract DataSource database();

    @ParameterizedTest
    @MethodSource("targets")
    void readsBackEveryKindOfPlan(ResetTarget target) {
        ResetPlan plan = plan("orders / 订单", target);
        plans.save(plan);

        assertThat(plans.find(plan.id())).contains(plan);
    }

    static Stream<ResetTarget> targets() {
        return Stream.of(new ResetTarget.ToEarliest(), new ResetTarget.ToLatest(), new ResetTarget.ToCurrent(),
                new ResetTarget.ToOffset(7), new ResetTarget.ShiftBy(-7), new ResetTarget.ToDatetime(NOW),
                new ResetTarget.ByDuration(Duration.ofHours(2)),
                new ResetTarget.FromFile(new TreeMap<>(Map.of(new TopicPartition("t", 1), 9L))));
    }

    @Test
    void countsByStatusAndKnowsWhoHasWaitedLongest() {
        assertThat(store.tally()).isEqualTo(new Tally(Map.of(), Optional.empty()));
        ResetRequest first = add("first");
        add("second");

        assertThat(store.tally().byStatus()).isEqualTo(Map.of(first.status(), 2L));
        assertThat(store.tally().oldestPending()).contains(first.requestedAt());
    }

    @Test
    void readsBackARequestWithEverythingThatHappenedToIt() {
        ResetRequest asked = add("g");
        ResetOutcome outcome = new ResetOutcome(ResetStatus.APPLIED, List.of(new ResetOutcome.Receipt(
                new TopicPartition("t", 0), OptionalLong.of(5), OptionalLong.of(9),
                Optional.empty(), OptionalLong.of(9), ResetOutcome.Result.CONFIRMED, OptionalLong.empty())), NOW, false,
                true, false);
        ResetRequest done = new ResetRequest(asked.id(), asked.plan(), "olga", "why \"not\"", Optional.of("T-1"), NOW,
                NOW.plusSeconds(9), ResetStatus.APPLIED,
                List.of(new Decision(Decision.Kind.APPROVED, "anna", NOW, "ok")),
                Optional.of(new Execution("olga", NOW)), Optional.of(outcome), 1);
        store.save(done);

        assertThat(store.find(asked.id())).contains(done);
    }

    @Test
    void letsOneRequestComeFromAPreview() {
        ResetRequest asked = add("g");

        refuses(() -> store.add(asked), Reason.ALREADY_REQUESTED);
    }

    @Test
    void refusesAChangeToWhatAnotherProcessChanged() {
        ResetRequest asked = add("g");
        store.save(moved(asked, ResetStatus.APPROVED));

        refuses(() -> store.save(moved(asked, ResetStatus.CANCELLED)), Reason.CHANGED_MEANWHILE);
    }

    @Test
    void letsOneOfManyClaims() {
        ResetRequest approved = approved("g");
        List<Boolean> won = IntStream.range(0, 8).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            try {
                transaction.executeWithoutResult(_ -> executions.claim(executing(approved), "node-" + i));
                return true;
            } catch (ResetRefused lost) {
                assertThat(lost.reason()).isEqualTo(Reason.CHANGED_MEANWHILE);
                return false;
            }
        })).toList().stream().map(CompletableFuture::join).toList();

        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void letsOneResetOfAGroupBeInFlight() {
        ResetRequest first = approved("g");
        ResetRequest second = approved("g");
        ResetRequest elsewhere = approved("h");
        executions.claim(executing(first), NODE);

        refuses(() -> executions.claim(executing(second), NODE), Reason.RESET_IN_FLIGHT);
        executions.claim(executing(elsewhere), NODE);
        store.save(finished(executing(first)));
        executions.claim(executing(second), NODE);
    }

    @Test
    void letsATopicBeSentOnceAndOnlyByWhoExecutes() {
        ResetRequest approved = approved("g");
        assertThat(executions.recordIntent(approved.id(), "t", NODE)).as("before it is executed").isEmpty();
        executions.claim(executing(approved), NODE);

        assertThat(executions.recordIntent(approved.id(), "t", "node-b")).as("by another process").isEmpty();
        assertThat(executions.recordIntent(approved.id(), "t", NODE)).isPresent();
        assertThat(executions.recordIntent(approved.id(), "t", NODE)).as("a second time").isEmpty();
        assertThat(executions.writes(approved.id())).extracting(write -> write.answer()).containsExactly(Answer.NONE);
    }

    @Test
    void keepsWhatTheApiSaidOfEachPartition() {
        ResetRequest approved = approved("g");
        executions.claim(executing(approved), NODE);
        Instant sent = executions.recordIntent(approved.id(), "t", NODE).orElseThrow();
        WriteAttempt answered = new WriteAttempt("t", sent, Optional.of(NOW), Answer.ACCEPTED,
                OptionalLong.empty(), "", "", "r",
                List.of(new PartitionResult(0, OptionalLong.of(Long.MAX_VALUE), OptionalInt.empty()),
                        new PartitionResult(1, OptionalLong.empty(), OptionalInt.of(16))));

        executions.answered(approved.id(), answered);

        assertThat(executions.writes(approved.id())).containsExactly(answered);
    }

    @Test
    void letsNothingMoreBeSentByAProcessThatWasTakenOver() {
        ResetRequest approved = approved("g");
        executions.claim(executing(approved), NODE);
        executions.recordIntent(approved.id(), "t", NODE);
        assertThat(executions.abandoned(LEASE)).as("while its lease holds").isEmpty();
        assertThat(executions.takeOver(approved.id(), "node-b", LEASE)).isFalse();
        leaseRunsOut(approved);

        assertThat(executions.abandoned(LEASE)).containsExactly(approved.id());
        assertThat(executions.takeOver(approved.id(), "node-b", LEASE)).isTrue();
        assertThat(executions.takeOver(approved.id(), "node-c", LEASE)).as("by a third").isFalse();
        assertThat(executions.heartbeat(approved.id(), NODE)).isFalse();
        assertThat(executions.permitSend(approved.id(), "t", NODE, LEASE)).isFalse();
        assertThat(executions.recordIntent(approved.id(), "u", NODE)).isEmpty();
    }

    @Test
    void keepsAResetWithTheProcessThatRenewsItsLease() {
        ResetRequest approved = approved("g");
        executions.claim(executing(approved), NODE);
        leaseRunsOut(approved);

        assertThat(executions.heartbeat(approved.id(), NODE)).isTrue();
        assertThat(executions.abandoned(LEASE)).isEmpty();
        assertThat(executions.takeOver(approved.id(), "node-b", LEASE)).isFalse();
        assertThat(store.atWorkSince(executions.now().minus(LEASE))).extracting(ResetRequest::id)
                .containsExactly(approved.id());
    }

    @Test
    void permitsAWriteToLeaveOnlySoonAfterItsIntentionWasRecorded() {
        ResetRequest approved = approved("g");
        executions.claim(executing(approved), NODE);
        assertThat(executions.permitSend(approved.id(), "t", NODE, LEASE)).as("without an intention").isFalse();
        executions.recordIntent(approved.id(), "t", NODE);
        assertThat(executions.permitSend(approved.id(), "t", NODE, LEASE)).isTrue();

        jdbc.sql("update reset_write set sent_at = current_timestamp - interval '31' second").update();
        assertThat(executions.permitSend(approved.id(), "t", NODE, LEASE)).as("half a minute later").isFalse();
    }

    @Test
    void renewsTheLeaseOfAWriteThatIsPermitted() {
        ResetRequest approved = approved("g");
        executions.claim(executing(approved), NODE);
        executions.recordIntent(approved.id(), "t", NODE);
        leaseRunsOut(approved);

        assertThat(executions.permitSend(approved.id(), "t", NODE, LEASE)).isTrue();
        assertThat(executions.takeOver(approved.id(), "node-b", LEASE)).as("while the write leaves").isFalse();
    }

    @Test
    void knowsWhetherAWriteMayStillArriveAfterItsResetHasEnded() {
        ResetRequest approved = approved("g");
        ResetRequest executing = executing(approved);
        executions.claim(executing, NODE);
        executions.recordIntent(approved.id(), "t", NODE);
        store.save(with(executing, ResetStatus.UNKNOWN, executing.execution(), Optional.of(
                new ResetOutcome(ResetStatus.UNKNOWN, List.of(), NOW, false, true, false))));

        assertThat(executions.hasWriteInFlight(approved.plan().instance(), approved.plan().group(), LEASE, LEASE))
                .isTrue();
        assertThat(executions.hasWriteInFlight(approved.plan().instance(), new ConsumerGroupId("h"), LEASE, LEASE))
                .isFalse();
        jdbc.sql("update reset_write set sent_at = current_timestamp - interval '31' second").update();
        assertThat(executions.hasWriteInFlight(approved.plan().instance(), approved.plan().group(), LEASE, LEASE))
                .isFalse();
    }

    @Test
    void keepsTheTaskOfAWriteUntilItHasEndedAndThenNeverChangesTheAnswer() {
        ResetRequest approved = approved("g");
        ResetRequest executing = executing(approved);
        executions.claim(executing, NODE);
        WriteAttempt sent = WriteAttempt.sent("t", executions.recordIntent(approved.id(), "t", NODE).orElseThrow());
        WriteAttempt running = sent.running(4711, new Accepted("r", OptionalLong.of(4711)));

        assertThat(executions.answered(approved.id(), running)).isTrue();
        assertThat(executions.writes(approved.id())).containsExactly(running);
        assertThat(executions.answered(approved.id(), running.ended(NOW, TaskState.SUCCEEDED))).isTrue();
        assertThat(executions.answered(approved.id(), running.ended(NOW, TaskState.FAILED))).as("later").isFalse();
        assertThat(executions.writes(approved.id())).containsExactly(running.ended(NOW, TaskState.SUCCEEDED));
    }

    @Test
    void knowsThatATaskMayMoveOffsetsForLongerThanALostWrite() {
        ResetRequest approved = approved("g");
        ResetRequest executing = executing(approved);
        executions.claim(executing, NODE);
        WriteAttempt sent = WriteAttempt.sent("t", executions.recordIntent(approved.id(), "t", NODE).orElseThrow());
        executions.answered(approved.id(), sent.running(4711, new Accepted("r", OptionalLong.of(4711))));
        store.save(with(executing, ResetStatus.UNKNOWN, executing.execution(), Optional.of(
                new ResetOutcome(ResetStatus.UNKNOWN, List.of(), NOW, false, true, false))));
        jdbc.sql("update reset_write set sent_at = current_timestamp - interval '31' second").update();

        assertThat(executions.hasWriteInFlight(approved.plan().instance(), approved.plan().group(), LEASE,
                LEASE.multipliedBy(2))).isTrue();
        assertThat(executions.hasWriteInFlight(approved.plan().instance(), approved.plan().group(), LEASE, LEASE))
                .isFalse();
    }

    private void leaseRunsOut(ResetRequest request) {
        jdbc.sql("update reset_request set heartbeat_at = current_timestamp - interval '31' second where id = ?")
                .param(request.id()).update();
    }

    @Test
    void letsNothingMoreBeSentAfterAStopWasRequested() {
        ResetRequest executing = executing(approved("g"));
        executions.claim(executing, NODE);
        store.save(new ResetRequest(executing.id(), executing.plan(), executing.requester(), executing.reason(),
                executing.ticket(), executing.requestedAt(), executing.expiresAt(), ResetStatus.EXECUTING,
                List.of(new Decision(Decision.Kind.STOPPED, "olga", NOW, "")), executing.execution(),
                Optional.empty(), executing.version() + 1));

        assertThat(executions.isStopAsked(executing.id())).isTrue();
        assertThat(executions.recordIntent(executing.id(), "t", NODE)).isEmpty();
    }

    @Test
    void findsByStateInstanceGroupAndPersonNewestFirst() {
        ResetRequest first = add("g");
        ResetRequest second = approved("g");
        add("h");

        assertThat(found(Set.of(), Optional.of("g"), "")).containsExactly(second.id(), first.id());
        assertThat(found(Set.of(ResetStatus.APPROVED), Optional.empty(), "")).containsExactly(second.id());
        assertThat(found(Set.of(), Optional.empty(), "olga")).hasSize(3);
        assertThat(found(Set.of(), Optional.empty(), "olg")).isEmpty();
        assertThat(found(Set.of(), Optional.empty(), "olg_")).isEmpty();
    }

    @Test
    void forgetsPreviewsThatWereNotRequested() {
        ResetPlan forgotten = plan("g", new ResetTarget.ToLatest());
        plans.save(forgotten);
        ResetRequest kept = add("g");

        plans.forget(NOW.plus(Duration.ofDays(2)));

        assertThat(plans.find(forgotten.id())).isEmpty();
        assertThat(plans.find(kept.plan().id())).isPresent();
    }

    @Test
    void replacesAPreviewUntilItIsCompleteAndNeverAfterwards() {
        ResetPlan complete = plan("g", new ResetTarget.ToDatetime(NOW));
        ResetPlan asking = incomplete(complete);
        plans.save(asking);
        assertThat(plans.find(complete.id())).contains(asking);

        assertThat(plans.update(complete)).isTrue();

        assertThat(plans.find(complete.id())).contains(complete);
        assertThat(plans.update(asking)).as("once it is complete").isFalse();
        assertThat(plans.find(complete.id())).contains(complete);
    }

    @Test
    void stopsALookupThatIsCancelledByAnotherProcess() {
        ResetPlan complete = plan("g", new ResetTarget.ToDatetime(NOW));
        plans.save(incomplete(complete));

        plans.cancelLookup(complete.id());

        assertThat(plans.update(incomplete(complete))).as("more progress").isFalse();
        assertThat(plans.update(complete)).as("a result").isFalse();
        assertThat(plans.update(incomplete(complete, State.CANCELLED))).isTrue();
    }

    @Test
    void givesALookupWhoseProcessIsSilentAsInterrupted() {
        ResetPlan asking = incomplete(plan("g", new ResetTarget.ToDatetime(NOW)));
        plans.save(asking);
        jdbc.sql("update reset_plan set lookup_at = current_timestamp - interval '3' minute").update();

        assertThat(plans.find(asking.id()).flatMap(ResetPlan::lookup).map(TimeLookup::state))
                .contains(State.INTERRUPTED);
    }

    private static ResetPlan incomplete(ResetPlan plan) {
        return incomplete(plan, State.RUNNING);
    }

    private static ResetPlan incomplete(ResetPlan plan, State state) {
        return new ResetPlan(plan.id(), plan.instance(), plan.group(), plan.state(), plan.mode(), plan.target(),
                plan.moment(), plan.partitions(), plan.warnings(), plan.undoes(), plan.continues(),
                plan.overrideReason(),
                Optional.of(new TimeLookup(state, 1, 3, 2, Optional.empty(), Optional.empty(), NOW)),
                plan.createdBy(), plan.createdAt(), plan.expiresAt());
    }

    private List<Long> found(Set<ResetStatus> statuses, Optional<String> group, String person) {
        return store.find(new Query(List.of(new IdPattern("*")), statuses, Optional.empty(),
                group.map(ConsumerGroupId::new), person, 0, 50)).requests().stream().map(ResetRequest::id).toList();
    }

    private ResetRequest add(String group) {
        ResetPlan plan = plan(group, new ResetTarget.ToLatest());
        plans.save(plan);
        return store.add(new ResetRequest(0, plan, "olga", "why", Optional.empty(), NOW, NOW.plusSeconds(9),
                ResetStatus.PENDING, List.of(), Optional.empty(), Optional.empty(), 0));
    }

    private ResetRequest approved(String group) {
        ResetRequest approved = moved(add(group), ResetStatus.APPROVED);
        store.save(approved);
        return approved;
    }

    private static ResetRequest moved(ResetRequest from, ResetStatus status) {
        return with(from, status, Optional.empty(), Optional.empty());
    }

    private static ResetRequest executing(ResetRequest from) {
        return with(from, ResetStatus.EXECUTING, Optional.of(new Execution("olga", NOW)), Optional.empty());
    }

    private static ResetRequest finished(ResetRequest from) {
        return with(from, ResetStatus.APPLIED, from.execution(),
                Optional.of(new ResetOutcome(ResetStatus.APPLIED, List.of(), NOW, false, false, false)));
    }

    private static ResetRequest with(ResetRequest from, ResetStatus status, Optional<Execution> execution,
            Optional<ResetOutcome> outcome) {
        return new ResetRequest(from.id(), from.plan(), from.requester(), from.reason(), from.ticket(),
                from.requestedAt(), from.expiresAt(), status, from.decisions(), execution, outcome,
                from.version() + 1);
    }

    private static ResetPlan plan(String group, ResetTarget target) {
        return new ResetPlan(UUID.randomUUID().toString(), new InstanceId("ckafka-a"), new ConsumerGroupId(group),
                GroupState.EMPTY, ResetMode.PINNED, target, Optional.of(NOW),
                List.of(new PlannedPartition(new TopicPartition("t", 0), OptionalLong.of(5), OptionalLong.of(9),
                        OptionalLong.empty(), OptionalLong.of(9), true)),
                List.of(new ResetPlan.Warning(ResetPlan.Warning.Kind.CLAMPED, 1)), OptionalLong.of(3),
                OptionalLong.of(2),
                Optional.of("why"), Optional.empty(), "olga", NOW,
                NOW.plusSeconds(900));
    }

    private static void refuses(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call).asInstanceOf(type(ResetRefused.class)).extracting(ResetRefused::reason)
                .isEqualTo(reason);
    }
}
