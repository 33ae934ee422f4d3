package dev.tidemark.ckafka;

import static dev.tidemark.ckafka.CkafkaContractPart.mustRefuse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.ckafka.CkafkaStage.Ability;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.TopicSubscribers;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.InstanceStatus;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every implementation of the ports to CKafka promises: here the reading ones, in its parts the dear questions about
 * times and the writing. The adapter passes it through the SDK, HTTP, the emulator and
 * a real Kafka; the double that other tests use passes it too, and so can never drift from the adapter.
 */
abstract class CkafkaContract implements OffsetsForTimesContract, GroupOffsetsWriterContract {
    private static final InstanceId NOWHERE = new InstanceId("ckafka-nowhere");
    private static final PageRequest FIRST_PAGE = new PageRequest(0, 50);

    @Test
    void findsTheInstanceWithWhatTheCloudSaysAboutIt() {
        KafkaInstance found = stage().instances().in(stage().instances().regions().getFirst()).getFirst();

        assertThat(found.id()).isEqualTo(stage().instance());
        assertThat(found.name()).isEqualTo("contract");
        assertThat(found.region()).isEqualTo("ap-guangzhou");
        assertThat(found.status()).isEqualTo(InstanceStatus.RUNNING);
        assertThat(found.tags()).isEqualTo(cannot().contains(Ability.TAGS) ? Map.of() : Map.of("env", "test"));
        assertThat(stage().instances().locate(stage().instance()).name()).isEqualTo("ap-guangzhou");
    }

    @Test
    void doesNotKnowAnInstanceThatIsNotThere() {
        ConsumerGroupId any = new ConsumerGroupId("any");

        assertThatThrownBy(() -> stage().instances().locate(NOWHERE)).isInstanceOf(InstanceNotFound.class);
        assertThatThrownBy(() -> stage().groups().list(NOWHERE, searching(""))).isInstanceOf(InstanceNotFound.class);
        assertThatThrownBy(() -> stage().groups().describe(NOWHERE, any)).isInstanceOf(InstanceNotFound.class);
        assertThatThrownBy(() -> stage().groups().offsets(NOWHERE, any, allTopics()))
                .isInstanceOf(InstanceNotFound.class);
        assertThatThrownBy(() -> stage().topics().ranges(NOWHERE, "any")).isInstanceOf(InstanceNotFound.class);
        assertThatThrownBy(() -> stage().readers().readers(NOWHERE, "any", FIRST_PAGE))
                .isInstanceOf(InstanceNotFound.class);
        assertThatThrownBy(() -> stage().times().firstFrom(NOWHERE, new TopicPartition("any", 0), 0))
                .isInstanceOf(InstanceNotFound.class);
    }

    @Test
    void listsGroupsByNameAndSearchesWithinThemByCase() {
        committed("list-Orders", "list-a", 1, 0);
        committed("list-billing", "list-b", 1, 0);
        committed("list-orders", "list-c", 1, 0);

        assertThat(names(searching("list-"))).containsExactly("list-Orders", "list-billing", "list-orders");
        assertThat(names(searching("list-o"))).containsExactly("list-orders");
        assertThat(names(searching("list-none"))).isEmpty();
    }

    @Test
    void pagesGroupsAndCountsThemAllOnEveryPage() {
        for (int i = 0; i < 5; i++) {
            committed("page-" + i, "page-topic-" + i, 1, 0);
        }

        GroupListing second = list(new GroupQuery("page-", Optional.empty(), new PageRequest(2, 2)));
        GroupListing beyond = list(new GroupQuery("page-", Optional.empty(), new PageRequest(10, 2)));

        assertThat(second.total()).isEqualTo(5);
        assertThat(second.groups()).extracting(entry -> entry.group().value()).containsExactly("page-2", "page-3");
        assertThat(beyond.total()).isEqualTo(5);
        assertThat(beyond.groups()).isEmpty();
    }

    @Test
    void filtersGroupsByState() {
        if (cannot().contains(Ability.STATE_FILTER)) {
            mustRefuse(() -> list(filtering("", GroupState.STABLE)));
            return;
        }
        committed("filter-empty", "filter-a", 1, 0);
        stage().member(new ConsumerGroupId("filter-live"), "c-1", "filter-b", 1);

        assertThat(names(filtering("filter-", GroupState.STABLE))).containsExactly("filter-live");
        assertThat(names(filtering("filter-", GroupState.EMPTY))).containsExactly("filter-empty");
    }

    @Test
    void listsTheStateAndTheMembersOfEachGroup() {
        committed("state-empty", "state-a", 1, 0);
        stage().member(new ConsumerGroupId("state-live"), "c-1", "state-b", 1);

        assertThat(list(searching("state-")).groups()).extracting(GroupListing.Entry::state)
                .containsExactly(Optional.of(GroupState.EMPTY), Optional.of(GroupState.STABLE));
        assertThat(list(searching("state-live")).groups().getFirst().protocolType()).isEqualTo("consumer");
        assertThat(list(searching("state-")).groups()).extracting(GroupListing.Entry::members)
                .containsExactly(OptionalInt.of(0), OptionalInt.of(1));
    }

    @Test
    void describesWhoIsInAGroupAndWhatTheyWereGiven() {
        stage().member(new ConsumerGroupId("members"), "checkout-1", "members-topic", 3);

        ConsumerGroup group = describe("members");

        assertThat(group.state()).isEqualTo(GroupState.STABLE);
        assertThat(group.protocolType()).isEqualTo("consumer");
        assertThat(group.assignor()).isEqualTo("range");
        assertThat(group.members()).singleElement().satisfies(member -> {
            assertThat(member.clientId()).isEqualTo("checkout-1");
            assertThat(member.host()).isEqualTo("127.0.0.1");
            assertThat(member.assignment()).containsExactly(new TopicPartition("members-topic", 0),
                    new TopicPartition("members-topic", 1), new TopicPartition("members-topic", 2));
        });
    }

    @Test
    void callsAGroupDeadThatIsNotThere() {
        ConsumerGroup group = describe("nobody-has-heard-of-it");

        assertThat(group.state()).isEqualTo(GroupState.DEAD);
        assertThat(group.members()).isEmpty();
        assertThat(offsets("nobody-has-heard-of-it", allTopics())).isEqualTo(new GroupOffsets(0, List.of()));
    }

    @Test
    void readsOffsetsInTheOrderOfTopicsAndPartitions() {
        committed("read", "read-b", 10, 10, 3);
        committed("read", "read-a", 7, 0);

        GroupOffsets found = offsets("read", allTopics());

        assertThat(found.total()).isEqualTo(2);
        assertThat(found.topics()).extracting(GroupOffsets.Topic::name).containsExactly("read-a", "read-b");
        assertThat(found.topics().getLast().partitions())
                .extracting(row -> row.partition() + ":" + row.committedOffset().getAsLong() + "/"
                        + row.logEndOffset().getAsLong() + " " + row.lag())
                .containsExactly("0:10/10 0", "1:3/10 7");
        assertThat(found.lag()).hasToString("14");
    }

    @Test
    void knowsNoLagWhereNothingWasCommitted() {
        stage().committed(new ConsumerGroupId("partly"), "partly-topic", 5, OptionalLong.of(5), OptionalLong.empty());

        GroupOffsets.Topic topic = offsets("partly", allTopics()).topics().getFirst();

        assertThat(topic.partitions().getLast().committedOffset()).isEmpty();
        assertThat(topic.partitions().getLast().logEndOffset()).hasValue(5);
        assertThat(topic.partitions().getLast().lag().isKnown()).isFalse();
        assertThat(topic.lag()).hasToString("0");
    }

    @Test
    void pagesOffsetsByWholeTopicsAndSearchesWithinTheirNames() {
        for (int i = 0; i < 5; i++) {
            committed("topics", "topics-" + i, 2, 1, 1);
        }

        GroupOffsets second = offsets("topics", new OffsetsQuery("", Optional.empty(), new PageRequest(2, 2)));

        assertThat(second.total()).isEqualTo(5);
        assertThat(second.topics()).extracting(GroupOffsets.Topic::name).containsExactly("topics-2", "topics-3");
        assertThat(second.topics()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(2));
        assertThat(offsets("topics", new OffsetsQuery("s-4", Optional.empty(), FIRST_PAGE)).topics())
                .extracting(GroupOffsets.Topic::name).containsExactly("topics-4");
        assertThat(offsets("topics", new OffsetsQuery("", Optional.of("topics-1"), FIRST_PAGE)).topics())
                .extracting(GroupOffsets.Topic::name).containsExactly("topics-1");
        assertThat(offsets("topics", new OffsetsQuery("TOPICS", Optional.empty(), FIRST_PAGE)).total()).isZero();
    }

    @Test
    void tellsWhereEachLogOfATopicBeginsAndEnds() {
        committed("ranges", "ranges-topic", 10, 10, 3);
        if (cannot().contains(Ability.LOG_BEGINNINGS)) {
            mustRefuse(() -> stage().topics().ranges(stage().instance(), "ranges-topic"));
            return;
        }
        stage().deletedBefore("ranges-topic", 1, 4);

        assertThat(stage().topics().ranges(stage().instance(), "ranges-topic"))
                .containsExactly(Map.entry(0, new OffsetRange(0, 10)), Map.entry(1, new OffsetRange(4, 10)));
    }

    @Test
    void tellsTheRangeOfEveryPartitionHoweverManyThereAre() {
        committed("wide", "wide-topic", 1, new long[45]);
        assertThat(offsets("wide", allTopics()).topics().getFirst().partitions()).hasSize(45);
        if (cannot().contains(Ability.LOG_BEGINNINGS)) {
            return;
        }

        assertThat(stage().topics().ranges(stage().instance(), "wide-topic")).hasSize(45)
                .containsEntry(44, new OffsetRange(0, 1));
    }

    @Test
    void collectsTheGroupsThatReadATopicBeforeItNamesThem() {
        committed("readers-b", "read-by-two", 1, 0);
        committed("readers-c", "read-by-another", 1, 0);
        stage().alsoCommitted(new ConsumerGroupId("readers-a"), "read-by-two");
        if (cannot().contains(Ability.TOPIC_READERS)) {
            mustRefuse(() -> stage().readers().readers(stage().instance(), "read-by-two", FIRST_PAGE));
            return;
        }

        assertThat(stage().readers().readers(stage().instance(), "read-by-two", FIRST_PAGE))
                .isEqualTo(new TopicSubscribers.Answer(false, 0, List.of()));
        TopicSubscribers.Answer second = stage().readers().readers(stage().instance(), "read-by-two",
                new PageRequest(1, 1));

        assertThat(second.complete()).isTrue();
        assertThat(second.total()).isEqualTo(2);
        assertThat(second.groups()).extracting(group -> group.id().value()).containsExactly("readers-b");
    }

    @Test
    void tellsWhenTheFirstMessageFromAnOffsetOnWasWritten() {
        committed("timed", "timed-topic", 10, 3);
        if (cannot().contains(Ability.MESSAGE_TIMES)) {
            mustRefuse(() -> firstFrom(7));
            return;
        }
        stage().deletedBefore("timed-topic", 0, 5);

        assertThat(firstFrom(7)).hasValueSatisfying(message -> {
            assertThat(message.offset()).isEqualTo(7);
            assertThat(message.timestamp()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        });
        assertThat(firstFrom(3)).as("deleted by now").hasValueSatisfying(
                message -> assertThat(message.offset()).isEqualTo(5));
        assertThat(firstFrom(10)).as("not written yet").isEmpty();
    }

    private Optional<MessageTime> firstFrom(long offset) {
        return stage().times().firstFrom(stage().instance(), new TopicPartition("timed-topic", 0), offset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "../../etc/passwd", "a%2Fb", "with spaces", "结算 / settlement",
        "quote\" and 'quote'", "semi;colon&amp=1", "-- drop", "{\"json\":1}"})
    void takesAnyNameAsPlainText(String name) {
        committed(name, "hostile-" + Integer.toHexString(name.hashCode()), 4, 1);

        assertThat(names(searching(name))).containsExactly(name);
        assertThat(describe(name).state()).isEqualTo(GroupState.EMPTY);
        assertThat(offsets(name, allTopics()).lag()).hasToString("3");
    }

    @Test
    void takesANameOf249Characters() {
        String name = "长".repeat(249);
        committed(name, "long-name", 4, 1);

        assertThat(names(searching(name))).containsExactly(name);
        assertThat(offsets(name, allTopics()).total()).isEqualTo(1);
    }

    private void committed(String group, String topic, long logEnd, long... commits) {
        stage().committed(new ConsumerGroupId(group), topic, logEnd,
                IntStream.range(0, commits.length).mapToObj(p -> OptionalLong.of(commits[p]))
                        .toArray(OptionalLong[]::new));
    }

    private List<String> names(GroupQuery query) {
        GroupListing listing = list(query);
        assertThat(listing.total()).isEqualTo(listing.groups().size());
        return listing.groups().stream().map(entry -> entry.group().value()).toList();
    }

    private GroupListing list(GroupQuery query) {
        return stage().groups().list(stage().instance(), query);
    }

    private ConsumerGroup describe(String group) {
        return stage().groups().describe(stage().instance(), new ConsumerGroupId(group));
    }

    private GroupOffsets offsets(String group, OffsetsQuery query) {
        return stage().groups().offsets(stage().instance(), new ConsumerGroupId(group), query);
    }

    private static GroupQuery searching(String text) {
        return new GroupQuery(text, Optional.empty(), FIRST_PAGE);
    }

    private static GroupQuery filtering(String text, GroupState state) {
        return new GroupQuery(text, Optional.of(state), FIRST_PAGE);
    }

    private static OffsetsQuery allTopics() {
        return new OffsetsQuery("", Optional.empty(), FIRST_PAGE);
    }
}
