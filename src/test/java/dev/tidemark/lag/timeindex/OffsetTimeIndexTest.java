package dev.tidemark.lag.timeindex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.TopicPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The index over a simulated year of six kinds of traffic; the judge is the list of all messages with their times. */
class OffsetTimeIndexTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-year");
    private static final String TOPIC = "orders";
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SWEEP = 150;
    private static final Duration HORIZON = Duration.ofDays(7);

    private final Random random = new Random(13);
    private final List<Traffic> year = Traffic.year(random);

    @Test
    void everyAgeIsWithinItsBoundsAndWithinThreePercentOrOneSweepOverAYear() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        int most = 0;
        for (long second = 0; second < Traffic.MINUTES * 60L - SWEEP; second += SWEEP) {
            long answered = second + random.nextInt(4);
            add(index, second, answered);
            if (random.nextInt(200) == 0) {
                year.forEach(each -> check(index, each, BEGAN.plusSeconds(answered), answered));
            }
            most = Math.max(most, bytes(index));
        }
        assertThat(most).as("bytes of six partitions").isLessThan(6 * 600);
    }

    @Test
    void anAgeNeverFallsWhenTheOffsetIsLower() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        long last = 10 * 24 * 3600;
        for (long second = 0; second <= last; second += SWEEP) {
            add(index, second, second + 1);
        }
        for (int partition = 0; partition < year.size(); partition++) {
            long end = year.get(partition).writtenBy(last);
            PartitionTimes times = index.of(INSTANCE, TOPIC).partition(partition);
            Duration younger = Duration.ZERO;
            for (long offset = end - 1; offset >= 0; offset -= 1 + end / 2000) {
                Duration age = times.ageOf(offset, end, at(last), at(last + 1)).estimate();
                assertThat(age).as(year.get(partition).name()).isGreaterThanOrEqualTo(younger);
                younger = age;
            }
        }
    }

    @Test
    void whatIsOlderThanTheIndexIsOnlyKnownToBeOlder() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 1000, 500);
        read(index, 1060, 560);
        TimeLag old = age(index, 499, 560, 1060);
        assertThat(old.isLowerBound()).isTrue();
        assertThat(old.least()).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
        assertThat(age(index, 560, 560, 1060)).as("nothing unread").isEqualTo(TimeLag.NONE);
    }

    @Test
    void aMessageNewerThanTheLastReadingIsYoungerThanThatReading() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 1000, 500);
        read(index, 1060, 560);
        TimeLag age = age(index, 565, 570, 1063);
        assertThat(age.most()).contains(Duration.ofSeconds(3));
        assertThat(age.least()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aTopicCreatedAnewBeginsANewIndex() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        for (int each = 0; each < 100; each++) {
            read(index, 1000 + 10L * each, 50_000 + 100L * each);
        }
        read(index, 2010, 40);
        read(index, 2020, 59_000);
        assertThat(age(index, 55_000, 59_000, 2020).most()).contains(Duration.ofSeconds(10));
        assertThat(age(index, 30, 59_000, 2020).isLowerBound()).as("the old topic had that offset too").isTrue();
    }

    @Test
    void aNewPartitionIsKnownFromItsFirstReading() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 1000, 500);
        index.add(INSTANCE, TOPIC, Map.of(0, OptionalLong.of(600), 1, OptionalLong.of(7)), at(1010), at(1010));
        index.add(INSTANCE, TOPIC, Map.of(0, OptionalLong.of(700), 1, OptionalLong.of(9)), at(1020), at(1020));
        PartitionTimes added = index.of(INSTANCE, TOPIC).partition(1);
        assertThat(added.ageOf(3, 9, at(1020), at(1020)).isLowerBound()).isTrue();
        assertThat(added.ageOf(8, 9, at(1020), at(1020)).most()).contains(Duration.ofSeconds(10));
    }

    @Test
    void aClockSetBackLeavesEveryAgeAsItIs() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 10_000, 500);
        read(index, 10_100, 600);
        TimeLag before = age(index, 550, 600, 10_100);
        index.clockMoved(Duration.ofHours(-2));
        assertThat(age(index, 550, 600, 10_100 - 7200)).isEqualTo(before);
        read(index, 10_110 - 7200, 610);
        assertThat(age(index, 605, 610, 10_110 - 7200).most()).contains(Duration.ofSeconds(10));
    }

    @Test
    void aClockThatWentAheadWidensTheBoundsBecauseTimeMayHavePassed() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 1000, 500);
        read(index, 1100, 600);
        index.clockMoved(Duration.ofHours(1));
        read(index, 4710, 610);
        TimeLag age = age(index, 550, 610, 4710);
        assertThat(age.least()).as("the clock was set").isLessThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(age.most().orElseThrow()).as("the machine stood still")
                .isGreaterThanOrEqualTo(Duration.ofMinutes(61));
    }

    @Test
    void anAnswerOfCkafkaReachesFurtherBackThanTheIndex() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 10_000, 500);
        read(index, 10_060, 560);
        index.learn(INSTANCE, new TopicPartition(TOPIC, 0), 300, at(4_000));

        assertThat(age(index, 300, 560, 10_060).estimate()).isEqualTo(Duration.ofMinutes(101));
        assertThat(age(index, 300, 560, 10_060).isWide()).isFalse();
        assertThat(age(index, 299, 560, 10_060).isLowerBound()).isTrue();
        assertThat(age(index, 400, 560, 10_060).estimate()).as("between the answer and the first reading")
                .isBetween(Duration.ofMinutes(50), Duration.ofMinutes(52));
        assertThat(age(index, 530, 560, 10_060).estimate()).as("as before").isEqualTo(Duration.ofMillis(29_500));
    }

    @Test
    void anAnswerThatContradictsWhatWasSeenIsNotBelieved() {
        OffsetTimeIndex index = new OffsetTimeIndex(HORIZON);
        read(index, 10_000, 500);
        read(index, 10_060, 560);
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        index.learn(INSTANCE, partition, 530, at(4_000));
        index.learn(INSTANCE, partition, 300, at(10_030));

        assertThat(age(index, 530, 560, 10_060).most()).contains(Duration.ofSeconds(60));
        assertThat(age(index, 300, 560, 10_060).isLowerBound()).isTrue();
    }

    @Test
    void packingLosesNothing() {
        for (int round = 0; round < 200; round++) {
            Points points = Points.NONE;
            long at = random.nextInt(2_000_000_000);
            for (int each = random.nextInt(40); each > 0; each--) {
                at += random.nextInt(100_000);
                points = points.with(at, at + random.nextInt(30),
                        random.longs(random.nextInt(5), -1, Long.MAX_VALUE / 2).toArray());
            }
            Points back = Points.unpacked(points.packed());
            assertThat(everything(back)).isEqualTo(everything(points));
        }
    }

    private static List<String> everything(Points points) {
        return IntStream.range(0, points.size())
                .mapToObj(point -> points.asked(point) + " " + points.answered(point) + " "
                        + Arrays.toString(points.endsAt(point)))
                .toList();
    }

    private void check(OffsetTimeIndex index, Traffic traffic, Instant now, long second) {
        int partition = year.indexOf(traffic);
        long end = traffic.writtenBy(second);
        PartitionTimes times = index.of(INSTANCE, TOPIC).partition(partition);
        for (int each = 0; each < 20; each++) {
            long wanted = second - (long) Math.exp(random.nextDouble() * Math.log((double) HORIZON.toSeconds()));
            long offset = wanted < 0 ? -1 : traffic.writtenBy(wanted);
            if (offset < 0 || offset >= end) {
                continue;
            }
            double truth = second - traffic.timeOf(offset);
            if (truth > HORIZON.toSeconds()) {
                continue;
            }
            TimeLag age = times.ageOf(offset, end, now, now);
            String what = "%s: offset %d at second %d is %.0f s old, said %s".formatted(traffic.name(), offset, second,
                    truth, age);
            assertThat(age.least().toMillis() / 1000.0).as(what).isLessThanOrEqualTo(truth + 1);
            assertThat(age.most().orElseThrow().toMillis() / 1000.0).as(what).isGreaterThanOrEqualTo(truth - 1);
            assertThat(Math.abs(age.estimate().toMillis() / 1000.0 - truth)).as(what)
                    .isLessThanOrEqualTo(Math.max(0.03 * truth, SWEEP + 5) + 1);
        }
    }

    private void add(OffsetTimeIndex index, long asked, long answered) {
        Map<Integer, OptionalLong> ends = new HashMap<>();
        for (int partition = 0; partition < year.size(); partition++) {
            ends.put(partition, OptionalLong.of(year.get(partition).writtenBy(answered)));
        }
        index.add(INSTANCE, TOPIC, ends, at(asked), at(answered));
    }

    private static void read(OffsetTimeIndex index, long second, long end) {
        index.add(INSTANCE, TOPIC, Map.of(0, OptionalLong.of(end)), at(second), at(second));
    }

    private static TimeLag age(OffsetTimeIndex index, long offset, long end, long second) {
        return index.of(INSTANCE, TOPIC).partition(0).ageOf(offset, end, at(second), at(second));
    }

    private static Instant at(long second) {
        return BEGAN.plusSeconds(second);
    }

    private static int bytes(OffsetTimeIndex index) {
        return index.topics().values().stream().mapToInt(TopicTimes::bytes).sum();
    }
}
