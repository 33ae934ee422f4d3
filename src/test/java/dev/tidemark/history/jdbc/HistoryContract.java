package dev.tidemark.history.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.history.HistoryMark;
import dev.tidemark.history.HistoryMark.Kind;
import dev.tidemark.history.HistoryPoint;
import dev.tidemark.history.HistoryProperties;
import dev.tidemark.history.HistorySample;
import dev.tidemark.history.HistoryStore;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.lag.timeindex.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The past in each database: kept as it was, merged without losing peaks, and bounded. */
abstract class HistoryContract {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final GroupKey GROUP = new GroupKey(new InstanceId("ckafka-one"),
            new ConsumerGroupId("订单/夜间 <b>结算</b>"));

    private JdbcClient jdbc;
    private HistoryStore store;

    abstract DataSource database();

    @BeforeEach
    void connect() {
        DataSource database = database();
        jdbc = JdbcClient.create(database);
        store = new JdbcHistory(jdbc, new JdbcTemplate(database), properties(10));
    }

    @Test
    void givesBackWhatWasSeenAndKeepsTheUnknownUnknown() {
        store.add(List.of(sample("", 0, Lag.of(7)), sample("orders", 0, Lag.unknown())));

        assertThat(store.points(GROUP, "", NOON, NOON.plusSeconds(1))).containsExactly(new HistoryPoint(NOON,
                Duration.ZERO, OptionalLong.of(7), OptionalLong.of(7), Optional.of(Duration.ofSeconds(9)), false,
                OptionalInt.of(2)));
        assertThat(store.points(GROUP, "orders", NOON, NOON.plusSeconds(1))).singleElement()
                .satisfies(point -> assertThat(point.lag()).isEmpty());
        assertThat(store.topics(GROUP)).containsExactly("orders");
        assertThat(store.points(GROUP, "billing", NOON, NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void mindsNeitherASampleTwiceNorAProcessThatKnowsNoneOfTheSeries() {
        store.add(List.of(sample("", 0, Lag.of(7))));
        HistoryStore other = new JdbcHistory(jdbc, new JdbcTemplate(database()), properties(10));
        store.add(List.of(sample("", 0, Lag.of(7))));
        other.add(List.of(sample("", 0, Lag.of(7))));

        assertThat(store.points(GROUP, "", NOON, NOON.plusSeconds(1))).hasSize(1);
    }

    /** Kafka allows names far longer than any index does. */
    @Test
    void keepsAGroupWithAVeryLongName() {
        GroupKey verbose = new GroupKey(GROUP.instance(), new ConsumerGroupId("g".repeat(5_000)));
        store.add(List.of(new HistorySample(verbose, "", NOON, Lag.of(7), Optional.empty(), OptionalInt.empty())));

        assertThat(store.points(verbose, "", NOON, NOON)).hasSize(1);
    }

    @Test
    void leavesOutSeriesBeyondTheLimitAndSaysHowMany() {
        List<HistorySample> many = IntStream.range(0, 12).mapToObj(i -> sample("t" + i, 0, Lag.of(1))).toList();

        assertThat(store.add(many)).isEqualTo(2);
        assertThat(store.topics(GROUP)).hasSize(10);
    }

    @Test
    void keepsMarksInTheirOrder() {
        HistoryMark verdict = new HistoryMark(GROUP, NOON, Kind.VERDICT, "OK", "STALL");
        HistoryMark reset = new HistoryMark(GROUP, NOON.plusSeconds(60), Kind.RESET, "", "7");
        store.mark(List.of(reset, verdict));

        assertThat(store.marks(GROUP, NOON, NOON.plusSeconds(60))).containsExactly(verdict, reset);
        assertThat(store.marks(GROUP, NOON, NOON.plusSeconds(59))).containsExactly(verdict);
    }

    @Test
    void mergesADayLaterIntoFiveMinutesWithThePeakTheLongestAndTheFewest() {
        store.add(List.of(
                new HistorySample(GROUP, "", NOON, Lag.of(10), Times.exactly(5), OptionalInt.of(3)),
                new HistorySample(GROUP, "", NOON.plusSeconds(30), Lag.of(40), Optional.empty(), OptionalInt.of(1)),
                new HistorySample(GROUP, "", NOON.plusSeconds(60), Lag.unknown(), Times.atLeast(8),
                        OptionalInt.empty()),
                new HistorySample(GROUP, "", NOON.plusSeconds(300), Lag.of(1), Optional.empty(), OptionalInt.empty())));

        store.thin(NOON.plus(Duration.ofDays(1)).plusSeconds(299));
        assertThat(all()).hasSize(4);
        store.thin(NOON.plus(Duration.ofDays(1)).plusSeconds(300));

        assertThat(all()).containsExactly(
                new HistoryPoint(NOON, Duration.ofMinutes(5), OptionalLong.of(25), OptionalLong.of(40),
                        Optional.of(Duration.ofSeconds(8)), true, OptionalInt.of(1)),
                new HistoryPoint(NOON.plusSeconds(300), Duration.ZERO, OptionalLong.of(1), OptionalLong.of(1),
                        Optional.empty(), false, OptionalInt.empty()));
    }

    /** Whatever was seen, and however often it is thinned meanwhile: no peak is lost and none invented. */
    @RepeatedTest(3)
    void neverLosesAPeakNorInventsOne(RepetitionInfo repetition) {
        Random chance = new Random(repetition.getCurrentRepetition());
        long highest = -1;
        Instant at = NOON;
        for (int i = 0; i < 400; i++) {
            at = at.plusSeconds(30 + chance.nextInt(7_200));
            Lag lag = chance.nextInt(10) == 0 ? Lag.unknown() : Lag.of(chance.nextInt(1_000_000));
            highest = Math.max(highest, lag.messages().orElse(-1));
            store.add(List.of(new HistorySample(GROUP, "", at, lag, Optional.empty(), OptionalInt.empty())));
            if (chance.nextInt(20) == 0) {
                store.thin(at);
            }
        }
        store.thin(at.plus(Duration.ofDays(15)));
        store.thin(at.plus(Duration.ofDays(15)));

        List<HistoryPoint> kept = all();
        assertThat(kept).extracting(HistoryPoint::span).containsOnly(Duration.ofHours(1));
        assertThat(kept).extracting(HistoryPoint::at).isSorted().doesNotHaveDuplicates();
        assertThat(kept.stream().mapToLong(point -> point.most().orElse(-1)).max()).hasValue(highest);
        assertThat(kept).allSatisfy(point -> assertThat(point.lag().orElse(0)).isLessThanOrEqualTo(
                point.most().orElse(0)));
    }

    /** A sample every half hour for a year, thinned every other day, never fills more than the retention allows. */
    @Test
    void staysBoundedOverAYear() {
        int mostRows = 0;
        List<HistorySample> waiting = new ArrayList<>();
        for (int step = 0; step < 365 * 24 * 2; step++) {
            waiting.add(sample("", step * 1_800L, Lag.of(step)));
            if (step % 96 == 95) {
                store.add(waiting);
                waiting.clear();
                store.mark(List.of(new HistoryMark(GROUP, NOON.plusSeconds(step * 1_800L), Kind.VERDICT, "OK", "WARN"),
                        new HistoryMark(GROUP, NOON.plusSeconds(step * 1_800L), Kind.VERDICT, "WARN", "OK")));
                store.thin(NOON.plusSeconds(step * 1_800L));
                mostRows = Math.max(mostRows,
                        jdbc.sql("select count(*) from lag_sample").query(Integer.class).single());
            }
        }

        int raw = 3 * 24 * 2;
        int fiveMinutes = 15 * 24 * 2;
        int hours = 167 * 24;
        assertThat(mostRows).isBetween(4_000, raw + fiveMinutes + hours);
        assertThat(jdbc.sql("select count(*) from lag_mark").query(Integer.class).single()).isBetween(150, 2_000);
        store.thin(NOON.plus(Duration.ofDays(800)));
        assertThat(jdbc.sql("select count(*) from lag_sample").query(Integer.class).single()).isZero();
        assertThat(jdbc.sql("select count(*) from lag_series").query(Integer.class).single()).isZero();
    }

    private List<HistoryPoint> all() {
        return store.points(GROUP, "", Instant.EPOCH, NOON.plus(Duration.ofDays(1_000)));
    }

    private static HistorySample sample(String topic, long second, Lag lag) {
        return new HistorySample(GROUP, topic, NOON.plusSeconds(second), lag, Times.exactly(9),
                OptionalInt.of(2));
    }

    private static HistoryProperties properties(int maxSeries) {
        return new HistoryProperties(true, Duration.ofSeconds(30), new HistoryProperties.Retention(
                Duration.ofHours(24), Duration.ofDays(14), Duration.ofDays(180)), maxSeries);
    }
}
