package dev.tidemark.lag.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.GroupHealth.TopicLag;
import dev.tidemark.lag.LagSnapshot;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.triage.Acknowledgement;
import dev.tidemark.triage.jdbc.JdbcAcknowledgements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the replicas share about lag, on each database. */
abstract class LagStoresContract {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private DataSource database;

    abstract DataSource database();

    @BeforeEach
    void connect() {
        database = database();
    }

    @Test
    void givesTheLeaseToExactlyOneOfManyWhoAskAtOnce() throws Exception {
        List<JdbcSweepLease> replicas = IntStream.range(0, 8).mapToObj(_ -> lease()).toList();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            int granted = 0;
            for (Future<Boolean> answer : callers.invokeAll(replicas.stream()
                    .map(replica -> (Callable<Boolean>) () -> replica.claim(Duration.ofMinutes(1))).toList())) {
                granted += answer.get() ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        }
    }

    @Test
    void keepsTheLeaseWithWhoeverHoldsItUntilItIsReleased() {
        JdbcSweepLease one = lease();
        JdbcSweepLease other = lease();
        assertThat(one.claim(Duration.ofMinutes(1))).isTrue();

        assertThat(one.claim(Duration.ofMinutes(1))).isTrue();
        assertThat(other.claim(Duration.ofMinutes(1))).isFalse();
        one.release();

        // A database that keeps milliseconds may round the end of the lease up to the next one.
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(() -> other.claim(Duration.ofMinutes(1)));
        assertThat(one.claim(Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void letsAnotherTakeTheLeaseOfOneThatFellSilent() {
        JdbcSweepLease silent = lease();
        JdbcSweepLease other = lease();
        assertThat(silent.claim(Duration.ofMillis(500))).isTrue();

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> other.claim(Duration.ofMinutes(1)));

        assertThat(silent.claim(Duration.ofMinutes(1))).isFalse();
    }

    @Test
    void givesBackTheLogEndsThatWereStoredLast() {
        JdbcLogEnds store = new JdbcLogEnds(JdbcClient.create(database));
        assertThat(store.load()).isEmpty();
        GroupKey group = new GroupKey(new InstanceId("ckafka-a"), new ConsumerGroupId("订单/夜间 <b>结算</b>"));
        store.save(Map.of(group, new byte[]{1}));
        store.save(Map.of(group, new byte[]{1, 2, 3}));

        assertThat(store.load()).containsOnlyKeys(group);
        assertThat(store.load().get(group)).containsExactly(1, 2, 3);
    }

    @Test
    void givesBackThePictureAsItWasStored() {
        JdbcSnapshots store = new JdbcSnapshots(JdbcClient.create(database));
        LagSnapshot snapshot = new LagSnapshot(List.of(group("订单/夜间 <b>结算</b>"), group("quiet")), Optional.of(NOON),
                Duration.ofMillis(1_234), 3);
        assertThat(store.newerThan(Instant.EPOCH)).isEmpty();

        store.save(snapshot);

        assertThat(store.newerThan(NOON.minusSeconds(1))).contains(snapshot);
        assertThat(store.newerThan(NOON)).isEmpty();
    }

    @Test
    void keepsOnlyTheLastPicture() {
        JdbcSnapshots store = new JdbcSnapshots(JdbcClient.create(database));
        for (int i = 0; i < 3; i++) {
            store.save(new LagSnapshot(List.of(group("g" + i)), Optional.of(NOON.plusSeconds(i)), Duration.ZERO, 0));
        }

        assertThat(store.newerThan(Instant.EPOCH).orElseThrow().groups()).extracting(each -> each.group().value())
                .containsExactly("g2");
    }

    @Test
    void leavesAPictureOfAnotherVersionAlone() {
        JdbcClient.create(database).sql("insert into lag_snapshot (only_row, swept_at, body) values (true, ?, ?)")
                .params(NOON.atOffset(ZoneOffset.UTC), new byte[]{1, 2, 3}).update();

        assertThat(new JdbcSnapshots(JdbcClient.create(database)).newerThan(Instant.EPOCH)).isEmpty();
    }

    @Test
    void keepsTheLastAcknowledgementOfAGroupUntilItRunsOut() {
        JdbcAcknowledgements store = new JdbcAcknowledgements(JdbcClient.create(database));
        GroupKey group = new GroupKey(new InstanceId("ckafka-one"), new ConsumerGroupId("订单/夜间 <b>"));
        Acknowledgement first = new Acknowledgement(group, Verdict.WARN, "mei", "slow disk", NOON,
                NOON.plusSeconds(60));
        Acknowledgement second = new Acknowledgement(group, Verdict.STALL, "ann", "stopped", NOON,
                NOON.plusSeconds(120));
        store.put(first);
        store.put(second);

        assertThat(store.at(NOON.plusSeconds(119))).containsExactly(second);
        assertThat(store.at(NOON.plusSeconds(120))).isEmpty();
        assertThat(store.remove(group)).isFalse();
    }

    private JdbcSweepLease lease() {
        return new JdbcSweepLease(new JdbcTemplate(database), Clock.systemUTC());
    }

    private static GroupHealth group(String name) {
        return new GroupHealth(new InstanceId("ckafka-one"), "orders", new ConsumerGroupId(name),
                Optional.of(GroupState.STABLE), OptionalInt.of(2),
                new Finding(Verdict.STALL, Finding.Why.DOES_NOT_MOVE, new TopicPartition("t", 3), Lag.of(17), 4,
                        Duration.ofSeconds(90)),
                NOON, Lag.of(17), Optional.of(Duration.ofSeconds(91)), true, OptionalDouble.of(1.5),
                OptionalDouble.empty(), Optional.empty(),
                List.of(new TopicLag("t", Lag.of(17), Optional.empty()),
                        new TopicLag("u", Lag.unknown(), Optional.empty())),
                Optional.of("payments"), List.of(-1L, 3L, 17L), Optional.of(NOON), NOON);
    }
}
