package dev.tidemark.offsetreset;

import static dev.tidemark.offsetreset.Plans.NOW;
import static dev.tidemark.offsetreset.Plans.group;
import static dev.tidemark.offsetreset.Plans.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tidemark.kafka.GroupState;
import dev.tidemark.offsetreset.ResetPolicy.Executors;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.write.ResetOutcome;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may move a request from where to where, and everything that may not be. */
class ResetRequestTest {
    private static final Duration FOUR_HOURS = Duration.ofHours(4);
    private static final ResetPolicy ONE = policy(1, Executors.EITHER);
    private static final Map<String, UnaryOperator<ResetRequest>> MOVES = Map.of(
            "approve", request -> request.approve("anna", "", ONE, NOW),
            "break glass", request -> request.breakGlass("root", "night", ONE, NOW),
            "reject", request -> request.reject("anna", "no", NOW),
            "cancel", request -> request.cancel("olga", "", NOW),
            "stop", request -> request.stop("olga", "", NOW),
            "expire", request -> request.expire(NOW.plus(FOUR_HOURS)),
            "execute", request -> request.execute("olga", ONE, NOW, NOW),
            "finish", request -> request.finish(outcome(ResetStatus.APPLIED)),
            "observe", request -> request.observe(outcome(ResetStatus.FAILED)));
    private static final Map<ResetStatus, Set<String>> LEGAL = new EnumMap<>(Map.of(
            ResetStatus.PENDING, Set.of("approve", "break glass", "reject", "cancel", "expire"),
            ResetStatus.APPROVED, Set.of("reject", "cancel", "expire", "execute"),
            ResetStatus.EXECUTING, Set.of("stop", "finish"), ResetStatus.APPLIED, Set.of("observe"),
            ResetStatus.PARTIALLY_APPLIED, Set.of("observe"), ResetStatus.FAILED, Set.of("observe"),
            ResetStatus.UNKNOWN, Set.of("observe"), ResetStatus.REJECTED, Set.of(), ResetStatus.CANCELLED, Set.of(),
            ResetStatus.EXPIRED, Set.of()));

    @TestFactory
    Stream<DynamicTest> everyMoveFromEveryStateIsEitherLegalOrRefused() {
        return Stream.of(ResetStatus.values()).flatMap(status -> MOVES.entrySet().stream()
                .map(move -> DynamicTest.dynamicTest(move.getKey() + " " + status, () -> {
                    ResetRequest request = in(status);
                    if (Objects.requireNonNull(LEGAL.get(status)).contains(move.getKey())) {
                        assertThat(move.getValue().apply(request).version()).isEqualTo(request.version() + 1);
                    } else {
                        refuses(() -> move.getValue().apply(request), Reason.WRONG_STATE);
                    }
                })));
    }

    @Test
    void refusesADecisionOnOnesOwnRequest() {
        refuses(() -> in(ResetStatus.PENDING).approve("olga", "", ONE, NOW), Reason.SELF_APPROVAL);
        refuses(() -> in(ResetStatus.PENDING).reject("olga", "", NOW), Reason.SELF_APPROVAL);
    }

    @Test
    void onlyTheRequesterTakesItBack() {
        refuses(() -> in(ResetStatus.PENDING).cancel("anna", "", NOW), Reason.NOT_REQUESTER);
        refuses(() -> in(ResetStatus.EXECUTING).stop("anna", "", NOW), Reason.NOT_REQUESTER);
    }

    @Test
    void needsAsManyDistinctPeopleAsThePolicySays() {
        ResetPolicy two = policy(2, Executors.EITHER);
        ResetRequest once = ask(two).approve("anna", "", two, NOW);

        assertThat(once.status()).isEqualTo(ResetStatus.PENDING);
        refuses(() -> once.approve("anna", "", two, NOW), Reason.ALREADY_APPROVED);
        assertThat(once.approve("ben", "", two, NOW).status()).isEqualTo(ResetStatus.APPROVED);
    }

    @Test
    void needsNoApprovalWhereThePolicyAsksForNone() {
        assertThat(ask(policy(0, Executors.EITHER)).status()).isEqualTo(ResetStatus.APPROVED);
    }

    @Test
    void isNotCarriedOutWhenThePolicyHasBecomeStricterSince() {
        refuses(() -> in(ResetStatus.APPROVED).execute("olga", policy(2, Executors.EITHER), NOW, NOW),
                Reason.TOO_FEW_APPROVALS);
        refuses(() -> in(ResetStatus.APPROVED).execute("olga",
                new ResetPolicy(true, 1, FOUR_HOURS, Executors.EITHER, OptionalLong.empty(), OptionalInt.empty()), NOW,
                NOW),
                Reason.READ_ONLY_INSTANCE);
    }

    @Test
    void brokenGlassTakesThePlaceOfEveryApproval() {
        ResetRequest broken = ask(policy(3, Executors.EITHER)).breakGlass("root", "night", policy(3, Executors.EITHER),
                NOW);

        assertThat(broken.brokeGlass()).isTrue();
        assertThat(broken.execute("root", policy(3, Executors.EITHER), NOW, NOW).status())
                .isEqualTo(ResetStatus.EXECUTING);
    }

    @ParameterizedTest
    @CsvSource({"REQUESTER,olga,true", "REQUESTER,anna,false", "APPROVER,olga,false", "APPROVER,anna,true",
        "APPROVER,ben,false", "EITHER,olga,true", "EITHER,anna,true", "EITHER,ben,false"})
    void isCarriedOutByWhomThePolicyNames(Executors executors, String person, boolean allowed) {
        ResetRequest approved = in(ResetStatus.APPROVED);
        if (allowed) {
            assertThat(approved.execute(person, policy(1, executors), NOW, NOW).execution())
                    .contains(new ResetRequest.Execution(person, NOW));
        } else {
            refuses(() -> approved.execute(person, policy(1, executors), NOW, NOW), Reason.NOT_EXECUTOR);
        }
    }

    @Test
    void nothingIsDecidedOrDoneAfterItExpired() {
        refuses(() -> in(ResetStatus.PENDING).approve("anna", "", ONE, NOW.plus(FOUR_HOURS)), Reason.REQUEST_EXPIRED);
        refuses(() -> in(ResetStatus.PENDING).breakGlass("root", "x", ONE, NOW.plus(FOUR_HOURS)),
                Reason.REQUEST_EXPIRED);
        refuses(() -> in(ResetStatus.APPROVED).execute("olga", ONE, NOW.plus(FOUR_HOURS), NOW), Reason.REQUEST_EXPIRED);
    }

    @Test
    void cannotBeAskedForFromAnOldPreview() {
        refuses(() -> ResetRequest.ask(plan(), "olga", "why", Optional.empty(), ONE, NOW.plus(Duration.ofMinutes(15))),
                Reason.PLAN_EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"50,,TOO_MANY_MESSAGES", "0,,TOO_MANY_MESSAGES", "51,,", ",1,", ",0,TOO_MANY_PARTITIONS"})
    void staysWithinTheLimits(@Nullable Long messages, @Nullable Integer partitions, @Nullable Reason refused) {
        ResetPlan plan = Plans.plan(target("to-latest"), ResetMode.PINNED,
                group(GroupState.EMPTY).at("orders", 0, "49", "0", "100").seen());
        ResetPolicy policy = new ResetPolicy(false, 1, FOUR_HOURS, Executors.EITHER,
                messages == null ? OptionalLong.empty() : OptionalLong.of(messages),
                partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions));
        if (refused == null) {
            policy.check(plan);
        } else {
            refuses(() -> policy.check(plan), refused);
        }
    }

    @Test
    void takesAnUnknownNumberOfMessagesForTooMany() {
        ResetPlan plan = Plans.plan(target("to-datetime"), ResetMode.RESOLVED,
                group(GroupState.EMPTY).at("orders", 0, "-", "?", "100").seen());

        refuses(() -> new ResetPolicy(false, 1, FOUR_HOURS, Executors.EITHER, OptionalLong.of(Long.MAX_VALUE),
                OptionalInt.empty()).check(plan), Reason.TOO_MANY_MESSAGES);
    }

    @ParameterizedTest(name = "at most {0} of 49 that may be read again and 51 that may be skipped")
    @CsvSource({"100, true", "99, false"})
    void countsTheBoundsOfATimeInBothDirections(long most, boolean allowed) {
        ResetPlan plan = Plans.plan(target("to-datetime"), ResetMode.RESOLVED,
                group(GroupState.EMPTY).at("orders", 0, "49", "0", "100").seen());
        ResetPolicy policy = new ResetPolicy(false, 1, FOUR_HOURS, Executors.EITHER, OptionalLong.of(most),
                OptionalInt.empty());

        if (allowed) {
            policy.check(plan);
        } else {
            refuses(() -> policy.check(plan), Reason.TOO_MANY_MESSAGES);
        }
    }

    @Test
    void cannotEvenBeReadFromADatabaseInAnImpossibleState() {
        assertThatThrownBy(
                () -> new ResetRequest(1, plan(), "olga", "why", Optional.empty(), NOW, NOW, ResetStatus.APPLIED,
                        List.of(), Optional.empty(), Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ResetRequest in(ResetStatus status) {
        ResetRequest pending = ask(ONE);
        return switch (status) {
            case PENDING -> pending;
            case APPROVED -> pending.approve("anna", "", ONE, NOW);
            case EXECUTING -> in(ResetStatus.APPROVED).execute("olga", ONE, NOW, NOW);
            case APPLIED, PARTIALLY_APPLIED, FAILED, UNKNOWN -> in(ResetStatus.EXECUTING).finish(outcome(status));
            case REJECTED -> pending.reject("anna", "no", NOW);
            case CANCELLED -> pending.cancel("olga", "", NOW);
            case EXPIRED -> pending.expire(NOW.plus(FOUR_HOURS));
        };
    }

    private static ResetRequest ask(ResetPolicy policy) {
        return ResetRequest.ask(plan(), "olga", "why", Optional.empty(), policy, NOW);
    }

    private static ResetPlan plan() {
        return Plans.plan(target("to-latest"), ResetMode.PINNED,
                group(GroupState.EMPTY).at("orders", 0, "50", "10", "100").seen());
    }

    private static ResetOutcome outcome(ResetStatus status) {
        return new ResetOutcome(status, List.of(), NOW, false, false, false);
    }

    private static ResetPolicy policy(int approvals, Executors executors) {
        return new ResetPolicy(false, approvals, FOUR_HOURS, executors, OptionalLong.empty(), OptionalInt.empty());
    }

    private static void refuses(ThrowingCallable move, Reason reason) {
        assertThatThrownBy(move).asInstanceOf(type(ResetRefused.class)).extracting(ResetRefused::reason)
                .isEqualTo(reason);
    }
}
