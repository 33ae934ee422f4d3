package dev.tidemark.offsetreset.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.followup.FollowUp.Figures;
import dev.tidemark.offsetreset.followup.FollowUp.State;
import dev.tidemark.offsetreset.followup.FollowUp.Subject;
import dev.tidemark.offsetreset.followup.PartitionProgress;
import dev.tidemark.offsetreset.followup.PartitionProgress.Standing;
import dev.tidemark.offsetreset.plan.PlannedPartition;
import dev.tidemark.offsetreset.plan.ResetMode;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetTarget;
import dev.tidemark.offsetreset.write.ResetStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every database must keep of groups after their resets. */
abstract class FollowUpStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-04T03:05:06.123456Z");

    private final JdbcClient jdbc = JdbcClient.create(database());
    private final JdbcResets resets = new JdbcResets(jdbc);
    private final JdbcFollowUps store = new JdbcFollowUps(jdbc);

    abstract DataSource database();

    @Test
    void readsBackWhatWasSeenWithAndWithoutPartitions() {
        FollowUp begun = followUp(applied(), State.RESUMED, 0);

        assertThat(store.add(begun)).isTrue();

        assertThat(store.find(begun.subject().reset())).contains(begun);
        assertThat(store.current(NOW)).containsExactly(begun.with(List.of()));
        assertThat(store.find(99)).isEmpty();
    }

    @Test
    void ofTwoThatBeginOneWins() {
        FollowUp begun = followUp(applied(), State.WAITING, 0);

        assertThat(store.add(begun)).isTrue();
        assertThat(store.add(followUp(begun.subject().reset(), State.STUCK, 0))).isFalse();

        assertThat(store.find(begun.subject().reset())).contains(begun);
    }

    @Test
    void ofTwoThatGoOnFromTheSameStepOneWins() {
        long reset = applied();
        store.add(followUp(reset, State.WAITING, 0));
        FollowUp first = followUp(reset, State.RESUMED, 1);

        assertThat(store.save(first)).isTrue();
        assertThat(store.save(followUp(reset, State.NOT_RESUMED, 1))).isFalse();

        assertThat(store.find(reset)).contains(first);
    }

    @Test
    void listsWhatIsOpenAndWhatEndedLatelyTheNewestFirst() {
        long open = applied();
        long ended = applied();
        store.add(followUp(open, State.STUCK, 0));
        store.add(followUp(ended, State.OVERWRITTEN, 0));

        assertThat(store.current(NOW)).extracting(each -> each.subject().reset()).containsExactly(ended, open);
        assertThat(store.current(NOW.plusSeconds(1))).extracting(each -> each.subject().reset())
                .containsExactly(open);
    }

    @Test
    void findsAppliedResetsThatAreNotFollowedYet() {
        long applied = applied();
        long partly = reset("PARTIALLY_APPLIED");
        reset("FAILED");
        reset("PENDING");
        Instant started = new JdbcResetExecutions(jdbc).now().minusSeconds(60);

        assertThat(store.notFollowed(started)).containsExactly(applied, partly);
        assertThat(store.notFollowed(started.plusSeconds(3_600))).isEmpty();
        store.add(followUp(applied, State.WAITING, 0));
        assertThat(store.notFollowed(started)).containsExactly(partly);
    }

    private static FollowUp followUp(long reset, State state, int version) {
        return new FollowUp(
                new Subject(reset, new InstanceId("ckafka-a"), new ConsumerGroupId("订单 / \"v2\""), "olga",
                        List.of("anna", "ben"), "olga", NOW),
                state, NOW, Optional.of(NOW.plusSeconds(1)), Optional.empty(), Optional.of(NOW.plusSeconds(2)),
                Optional.of(NOW.plusSeconds(3)),
                new Figures(OptionalLong.of(14_000), OptionalLong.of(0), 1, List.of(new TopicPartition("t", 1))),
                Optional.of(NOW.plusSeconds(90)), Set.of(State.NOT_RESUMED, State.STUCK),
                List.of(new PartitionProgress(new TopicPartition("t", 0), OptionalLong.of(9), 0, OptionalLong.of(12),
                        OptionalLong.of(3), NOW, Standing.READING),
                        new PartitionProgress(new TopicPartition("t", 1), OptionalLong.empty(), 0,
                                OptionalLong.empty(), OptionalLong.empty(), NOW, Standing.UNKNOWN)),
                version);
    }

    private long applied() {
        return reset(ResetStatus.APPLIED.name());
    }

    private long reset(String status) {
        ResetPlan plan = new ResetPlan(UUID.randomUUID().toString(), new InstanceId("ckafka-a"),
                new ConsumerGroupId("g"), GroupState.EMPTY, ResetMode.PINNED, new ResetTarget.ToEarliest(),
                Optional.empty(),
                List.of(new PlannedPartition(new TopicPartition("t", 0), OptionalLong.of(9), OptionalLong.of(0),
                        OptionalLong.of(0), OptionalLong.of(12), false)),
                List.of(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), "olga", NOW,
                NOW.plusSeconds(900));
        new JdbcResetPlans(jdbc).save(plan);
        long id = resets.add(new ResetRequest(0, plan, "olga", "why", Optional.empty(), NOW, NOW.plusSeconds(900),
                ResetStatus.APPROVED, List.of(), Optional.empty(), Optional.empty(), 0)).id();
        jdbc.sql("update reset_request set status = ?, heartbeat_at = current_timestamp where id = ?")
                .params(status, id).update();
        return id;
    }
}
