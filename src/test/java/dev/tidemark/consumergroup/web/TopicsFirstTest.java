package dev.tidemark.consumergroup.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.InMemoryCkafka.Call;
import dev.tidemark.testing.MutableClock;
import dev.tidemark.testing.Offsets;
import dev.tidemark.testing.WebTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A group too large to be seen at once: topics, then the partitions of those that are opened. */
@WebTest
class TopicsFirstTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-topics");
    private static final ConsumerGroupId LARGE = new ConsumerGroupId("large");
    private static final String PAGE = "/instances/ckafka-topics/group?name=large";

    private final MockMvcTester mvc;
    private final InMemoryCkafka ckafka;
    private final MutableClock clock;

    TopicsFirstTest(@Autowired MockMvcTester mvc, @Autowired InMemoryCkafka ckafka, @Autowired MutableClock clock) {
        this.mvc = mvc;
        this.ckafka = ckafka;
        this.clock = clock;
    }

    /** Topic n has a lag of 2n, all of it in its partition 7. */
    @BeforeEach
    void arrange() {
        ckafka.instance(Groups.instance(INSTANCE.value(), "large-ones", "ap-topics"));
        ckafka.group(INSTANCE, Groups.stable("large", Groups.member("c-0", "10.0.0.1", IntStream.range(0, 50)
                .mapToObj(topic -> "t%02d-7".formatted(topic)).toArray(String[]::new))));
        for (int topic = 0; topic < 50; topic++) {
            int lag = topic * 20;
            ckafka.offsets(INSTANCE, LARGE, "t%02d".formatted(topic), IntStream.range(0, 100)
                    .mapToObj(number -> Offsets.committed(number, 5_000, number == 7 ? 5_000 + lag : 5_000)).toList());
        }
        clock.advance(Duration.ofMinutes(2));
    }

    @AfterEach
    void leaveNothing() {
        ckafka.clear();
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void shows50TopicsOf100PartitionsAsTopicsOnly() {
        String html = Browser.of(mvc).html(PAGE);

        assertThat(rows(html)).isZero();
        assertThat(html.length()).as("bytes of 5,000 partitions").isLessThan(120_000);
        assertThat(Browser.textOf(html)).contains("t49 100 partitions 980 4% 100% of the lag is in partition 7",
                "Partitions 5,000", "Lag 24,500", "Most lag t49-7 4%", "and 45 more topics");
    }

    @Test
    void opensTheTopicsThatTheAddressNames() {
        String html = Browser.of(mvc).html(PAGE + "&topic=t03&topic=t49&topic=elsewhere");

        assertThat(rows(html)).isEqualTo(200);
        assertThat(html).contains("id=\"partition-t49-7\" class=\"worst\"", "aria-expanded=\"true\"",
                // Closing one keeps the other open.
                "href=\"/instances/ckafka-topics/group?name=large&amp;topic=t49&amp;topic=elsewhere\"",
                // And the page refreshes itself as it is.
                "hx-get=\"/instances/ckafka-topics/group?name=large&amp;topic=t03&amp;topic=t49&amp;topic=elsewhere\"");
    }

    @Test
    void leadsToThePartitionWithMostLag() {
        assertThat(Browser.of(mvc).html(PAGE + "&show=uncommitted")).contains(
                "href=\"/instances/ckafka-topics/group?name=large&amp;topic=t49#partition-t49-7\"");
        assertThat(Browser.of(mvc).html(PAGE + "&topic=t49")).contains("id=\"partition-t49-7\"");
    }

    @Test
    void showsAllAtOnceWhereAFilterLeavesFew() {
        String html = Browser.of(mvc).html(PAGE + "&show=lag");

        assertThat(rows(html)).isEqualTo(49);
        assertThat(html).doesNotContain("aria-expanded", "id=\"topic-t00\"");
    }

    @ParameterizedTest
    @CsvSource({"'', t49, t00", "name, t00, t49"})
    void sortsWithinThePageByLagOrByName(String sort, String first, String last) {
        String page = Browser.of(mvc).html(PAGE + "&sort=" + sort);

        assertThat(page).containsSubsequence("id=\"topic-" + first + "\"", "id=\"topic-" + last + "\"")
                .contains(sort.isEmpty() ? "aria-sort=\"descending\"" : "aria-sort=\"ascending\"");
        assertThat(Browser.of(mvc).open(PAGE + "&sort=size")).hasStatus(422);
    }

    @Test
    void sumsTheLagOfEachMemberOverThePageAndSaysSo() {
        ckafka.offsets(INSTANCE, LARGE, "u-on-the-next-page", List.of(Offsets.committed(0, 0, 9)));

        assertThat(Browser.of(mvc).text(PAGE)).contains("Lag covers the topics on this page only.",
                "c-0 10.0.0.1 24,500 50 t00 7");
    }

    @Test
    void hasNoLagForAMemberWhosePartitionsAreUnknownAndNoneForOneWithoutPartitions() {
        ckafka.group(INSTANCE, Groups.stable("members", Groups.member("a", "10.0.0.1", "m-0", "m-1"),
                Groups.member("b", "10.0.0.2", "m-1"), Groups.member("c", "10.0.0.3")));
        ckafka.offsets(INSTANCE, new ConsumerGroupId("members"), "m",
                List.of(Offsets.committed(0, 1, 8), Offsets.neverCommitted(1, 8)));

        assertThat(Browser.of(mvc).text("/instances/ckafka-topics/group?name=members")).contains(
                "a 10.0.0.1 7 ? 2 m 0–1",
                "b 10.0.0.2 - Lag is unknown for all its partitions on this page 1 m 1",
                "c 10.0.0.3 - Idle: more members than partitions 0 none");
    }

    @Test
    void asksForEarliestOffsetsOnlyWhenToldAndSaysWhatIsLost() {
        ckafka.group(INSTANCE, Groups.empty("overtaken"));
        ckafka.offsets(INSTANCE, new ConsumerGroupId("overtaken"), "kept",
                List.of(Offsets.committed(0, 10, 90), Offsets.committed(1, 10, 90), Offsets.neverCommitted(2, 90)));
        ckafka.earliest(INSTANCE, "kept", 0, 40).earliest(INSTANCE, "kept", 1, 10);
        ckafka.failWith(Call.RANGES, Groups.throttled());
        String page = "/instances/ckafka-topics/group?name=overtaken";

        assertThat(Browser.of(mvc).html(page)).contains("earliest=kept").doesNotContain("Earliest offset<");
        assertThat(Browser.of(mvc).text(page + "&earliest=kept")).contains("The earliest offsets could not be read.",
                "RequestLimitExceeded", "0 - CKafka did not return the earliest offset 10 90 80");

        ckafka.recover();
        clock.advance(Duration.ofMinutes(2));
        assertThat(Browser.of(mvc).text(page + "&earliest=kept")).contains("Earliest offset Committed offset",
                "1 partition has a committed offset below the earliest offset: unread messages were deleted.",
                "0 40 10 90 80 50% 30 deleted unread", "1 10 10 90 80 50%", "2 0 -");
    }

    @Test
    void noticesThatTheCommitsOfAnEmptyGroupMoved() {
        ConsumerGroupId job = new ConsumerGroupId("stream-job");
        String page = "/instances/ckafka-topics/group?name=stream-job";
        ckafka.group(INSTANCE, Groups.empty("stream-job"));
        ckafka.offsets(INSTANCE, job, "in", List.of(Offsets.committed(0, 10, 90), Offsets.committed(1, 10, 90)));
        assertThat(Browser.of(mvc).text(page)).contains("Empty does not always mean stopped")
                .doesNotContain("Commits without members");

        ckafka.offsets(INSTANCE, job, "in", List.of(Offsets.committed(0, 30, 90), Offsets.committed(1, 10, 90)));
        clock.advance(Duration.ofSeconds(5));
        assertThat(Browser.of(mvc).text(page)).contains("Commits without members",
                "The committed offsets of 1 partition moved between",
                "manual partition assignment: Flink, Spark, assign()");

        clock.advance(Duration.ofMinutes(10));
        assertThat(Browser.of(mvc).text(page)).as("checkpoints are far apart").contains("Commits without members");
        clock.advance(Duration.ofMinutes(6));
        assertThat(Browser.of(mvc).text(page)).doesNotContain("Commits without members");
    }

    @Test
    void findsNothingOddInCommitsThatMembersMadeBeforeTheyLeft() {
        ConsumerGroupId left = new ConsumerGroupId("left");
        String page = "/instances/ckafka-topics/group?name=left";
        ckafka.group(INSTANCE, Groups.stable("left", Groups.member("a", "10.0.0.1", "in-0")));
        ckafka.offsets(INSTANCE, left, "in", List.of(Offsets.committed(0, 10, 90)));
        Browser.of(mvc).open(page);
        ckafka.group(INSTANCE, Groups.empty("left"));
        ckafka.offsets(INSTANCE, left, "in", List.of(Offsets.committed(0, 30, 90)));
        clock.advance(Duration.ofSeconds(5));

        assertThat(Browser.of(mvc).text(page)).doesNotContain("Commits without members");
    }

    private static int rows(String html) {
        return html.split("id=\"partition-", -1).length - 1;
    }
}
