package dev.tidemark.lag.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.GroupHealth.Membership;
import dev.tidemark.lag.GroupHealth.Subject;
import dev.tidemark.lag.GroupHealth.TopicLag;
import dev.tidemark.lag.Impact;
import dev.tidemark.lag.Impact.Attention;
import dev.tidemark.lag.LagSnapshot;
import dev.tidemark.lag.churn.Churn;
import dev.tidemark.lag.churn.Client;
import dev.tidemark.lag.lost.LostGroup;
import dev.tidemark.lag.timeindex.OffsetTimeArchive;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.timeindex.OffsetTimeStore;
import dev.tidemark.lag.timeindex.Times;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.triage.Acknowledgement;
import dev.tidemark.triage.jdbc.JdbcAcknowledgements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the replicas share about lag, on each database. */
abstract class LagStoresContract {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private static final InstanceId ONE = new InstanceId("ckafka-one");

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
    void keepsTheLeaseWithItsHolderUntilItIsReleased() {
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
    void givesBackWhereLogsEndedInOrderAndOnlyWhatWasAddedSince() {
        JdbcOffsetTimes store = offsetTimes();
        InstanceId instance = new InstanceId("ckafka-a");
        store.add(instance, NOON, NOON.plusSeconds(3), new byte[]{1});
        store.add(instance, NOON.plusSeconds(30), NOON.plusSeconds(33), new byte[]{1, 2, 3});

        Map<OffsetTimeStore.Entry, Integer> all = after(store, 0);
        assertThat(all.values()).containsExactly(1, 3);
        long first = all.keySet().iterator().next().id();
        assertThat(after(store, first).keySet()).singleElement().satisfies(newer -> {
            assertThat(newer.began()).isEqualTo(NOON.plusSeconds(30));
            assertThat(newer.ended()).isEqualTo(NOON.plusSeconds(34));
            assertThat(newer.clockAhead()).isBetween(-2L, 2L);
        });
        store.delete(List.of(first));
        assertThat(store.entries()).containsExactlyElementsOf(after(store, first).keySet());
    }

    @Test
    void aProcessThatStartsKnowsTheAgesThatAnotherSaw() {
        OffsetTimeIndex before = new OffsetTimeIndex(Duration.ofDays(7));
        OffsetTimeArchive archive = new OffsetTimeArchive(before, offsetTimes());
        for (long second = 0; second < 10_000; second += 30) {
            Instant at = NOON.plusSeconds(second);
            before.add(ONE, "orders", Map.of(0, OptionalLong.of(second * 10)), at, at);
            archive.save(at, at);
        }
        OffsetTimeIndex after = new OffsetTimeIndex(Duration.ofDays(7));
        new OffsetTimeArchive(after, offsetTimes()).load();

        Instant now = NOON.plusSeconds(9_990);
        for (long behind : List.of(60L, 900L, 7_200L)) {
            assertThat(age(after, (9_990 - behind) * 10, now)).as("seconds behind: " + behind)
                    .isBetween(Duration.ofSeconds((long) (behind * 0.97) - 30),
                            Duration.ofSeconds((long) (behind * 1.03) + 30));
        }
        assertThat(offsetTimes().entries()).as("thinned").hasSizeLessThan(250);
    }

    @Test
    void agesAreThoseOfOneClockWhereTwoProcessesDisagree() {
        OffsetTimeIndex before = new OffsetTimeIndex(Duration.ofDays(7));
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-40));
        OffsetTimeArchive archive = new OffsetTimeArchive(before,
                new JdbcOffsetTimes(JdbcClient.create(database), new JdbcTemplate(database), wrong));
        for (int back = 600; back >= 0; back -= 60) {
            Instant at = wrong.instant().minusSeconds(back);
            before.add(ONE, "orders", Map.of(0, OptionalLong.of(6_000 - back)), at, at);
            archive.save(at, at);
        }
        OffsetTimeIndex after = new OffsetTimeIndex(Duration.ofDays(7));
        new OffsetTimeArchive(after, offsetTimes()).load();

        assertThat(age(after, 5_700, Instant.now())).isBetween(Duration.ofSeconds(230), Duration.ofSeconds(370));
    }

    private static Map<OffsetTimeStore.Entry, Integer> after(JdbcOffsetTimes store, long id) {
        Map<OffsetTimeStore.Entry, Integer> sizes = new LinkedHashMap<>();
        store.after(id, (entry, body) -> sizes.put(entry, body.length));
        return sizes;
    }

    private JdbcOffsetTimes offsetTimes() {
        return new JdbcOffsetTimes(JdbcClient.create(database), new JdbcTemplate(database), Clock.systemUTC());
    }

    private static Duration age(OffsetTimeIndex index, long offset, Instant now) {
        return index.of(ONE, "orders").partition(0).ageOf(offset, Long.MAX_VALUE / 4, now, now).estimate();
    }

    @Test
    void readsTheSnapshotAsItWasStored() {
        JdbcSnapshots store = new JdbcSnapshots(JdbcClient.create(database));
        LagSnapshot snapshot = new LagSnapshot(List.of(group("订单/夜间 <b>结算</b>"), group("quiet")), Optional.of(NOON),
                Duration.ofMillis(1_234), 3);
        assertThat(store.newerThan(Instant.EPOCH)).isEmpty();

        store.save(snapshot);

        assertThat(store.newerThan(NOON.minusSeconds(1))).contains(snapshot);
        assertThat(store.newerThan(NOON)).isEmpty();
    }

    @Test
    void keepsOnlyTheLastSnapshot() {
        JdbcSnapshots store = new JdbcSnapshots(JdbcClient.create(database));
        for (int i = 0; i < 3; i++) {
            store.save(new LagSnapshot(List.of(group("g" + i)), Optional.of(NOON.plusSeconds(i)), Duration.ZERO, 0));
        }

        assertThat(store.newerThan(Instant.EPOCH).orElseThrow().groups()).extracting(each -> each.group().value())
                .containsExactly("g2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "{}", """
            {"sweptAt": null, "took": 1, "failed": 0, "groups": [{"instance": {"value": "ckafka-one"},
              "group": {"value": "orders"}, "lag": 1, "since": 1, "topics": [], "trend": [], "observedAt": 1}]}
            """})
    void doesNotUseASnapshotOfAnotherVersion(String body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        JdbcClient.create(database).sql("insert into lag_snapshot (only_row, swept_at, body) values (true, ?, ?)")
                .params(NOON.atOffset(ZoneOffset.UTC), compressed.toByteArray()).update();

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

    @Test
    void keepsALostGroupWithItsLastOffsetsUntilItIsOver() {
        JdbcLostGroups store = new JdbcLostGroups(JdbcClient.create(database));
        GroupKey key = new GroupKey(new InstanceId("ckafka-one"), new ConsumerGroupId("订单/夜间 <b>,1"));
        LostGroup missing = new LostGroup(key, "orders", -3, Lag.of(1_204), NOON.minusSeconds(30), NOON, false,
                new TreeSet<>(Set.of("a.b", "c")),
                new TreeMap<>(Map.of(new TopicPartition("a.b", 0), 7L, new TopicPartition("c", 11), Long.MAX_VALUE)));
        LostGroup lost = new LostGroup(key, "orders", -3, Lag.unknown(), NOON.minusSeconds(30), NOON, true,
                new TreeSet<>(Set.of("c")), new TreeMap<>());
        store.change(List.of(missing), List.of());
        assertThat(store.all()).containsExactly(missing);

        store.change(List.of(lost), List.of());

        assertThat(store.find(key)).contains(lost);
        store.change(List.of(), List.of(key));
        assertThat(store.find(key)).isEmpty();
    }

    private JdbcSweepLease lease() {
        return new JdbcSweepLease(new JdbcTemplate(database), Clock.systemUTC());
    }

    private static GroupHealth group(String name) {
        return new GroupHealth(
                new Subject(new GroupKey(new InstanceId("ckafka-one"), new ConsumerGroupId(name)), "orders",
                        Optional.of("payments")),
                new Membership(Optional.of(GroupState.STABLE), OptionalInt.of(2), Optional.of(NOON), Optional.empty(),
                        Optional.of(new Churn(14, Duration.ofMinutes(30), Optional.of(new Client("api-7", "10.0.3.7")),
                                9, 0.4))),
                new Finding(Verdict.STALL, Finding.Why.DOES_NOT_MOVE, new TopicPartition("t", 3), Lag.of(17), 4,
                        Duration.ofSeconds(90)),
                NOON, new Impact(Attention.TROUBLE, 100, true, Optional.empty()), Lag.of(17),
                new Rates(Times.atLeast(91), OptionalDouble.of(1.5),
                        OptionalDouble.empty(), Optional.empty()),
                List.of(new TopicLag("t", Lag.of(17), Optional.empty()),
                        new TopicLag("u", Lag.unknown(), Optional.empty())),
                List.of(-1L, 3L, 17L), NOON);
    }
}
