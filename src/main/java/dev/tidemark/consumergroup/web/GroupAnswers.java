package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Problem;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The JSON that automation reads; its names are a contract. Unknown is null, and {@code problem} says why an answer is
 * older than it should be.
 */
final class GroupAnswers {
    private GroupAnswers() {
    }

    /**
     * A page of consumer groups.
     *
     * @param total how many match
     * @param observedAt when CKafka answered
     * @param problem why the answer is older than it should be; null while CKafka answers
     */
    record Listing(long total, Instant observedAt, @Nullable Problem problem, List<Entry> groups) {
        static Listing of(Observed<GroupListing> listing) {
            return new Listing(listing.value().total(), listing.observedAt(), Problem.of(listing.problem()),
                    listing.value().groups().stream().map(Entry::of).toList());
        }
    }

    /**
     * One consumer group in a list.
     *
     * @param group its name
     * @param state Kafka's name of the state; null where CKafka does not tell it in a list
     */
    record Entry(String group, @Nullable String state, String protocolType) {
        static Entry of(GroupListing.Entry entry) {
            return new Entry(entry.group().value(), entry.state().map(GroupState::label).orElse(null),
                    entry.protocolType());
        }
    }

    /**
     * One consumer group.
     *
     * @param group its name
     * @param state Kafka's name of the state, such as {@code Stable} or {@code Empty}
     * @param protocol the assignor, which is what Kafka's own answer calls it
     * @param observedAt when CKafka answered
     * @param problem why the answer is older than it should be; null while CKafka answers
     */
    record Group(String group, String state, String protocol, Instant observedAt, @Nullable Problem problem,
            List<Member> members) {
        static Group of(Observed<ConsumerGroup> group) {
            ConsumerGroup found = group.value();
            return new Group(found.id().value(), found.state().label(), found.assignor(), group.observedAt(),
                    Problem.of(group.problem()), found.members().stream().map(Member::of).toList());
        }
    }

    /**
     * One member of a consumer group.
     *
     * @param partitions what is assigned to it
     */
    record Member(String memberId, String clientId, String host, List<TopicPartition> partitions) {
        static Member of(ConsumerGroup.Member member) {
            return new Member(member.memberId(), member.clientId(), member.host(), member.assignment());
        }
    }

    /**
     * A page of a consumer group's offsets.
     *
     * @param total how many topics match
     * @param observedAt when CKafka answered
     * @param problem why the answer is older than it should be; null while CKafka answers
     * @param lag the sum of what is known among the topics listed
     */
    record Offsets(long total, Instant observedAt, @Nullable Problem problem, OptionalLong lag, List<Topic> topics) {
        static Offsets of(Observed<GroupOffsets> offsets) {
            GroupOffsets found = offsets.value();
            return new Offsets(found.total(), offsets.observedAt(), Problem.of(offsets.problem()),
                    found.lag().messages(), found.topics().stream().map(Topic::of).toList());
        }
    }

    /**
     * The offsets of one topic.
     *
     * @param topic its name
     * @param lag the sum of what is known
     */
    record Topic(String topic, OptionalLong lag, List<Partition> partitions) {
        static Topic of(GroupOffsets.Topic topic) {
            return new Topic(topic.name(), topic.lag().messages(),
                    topic.partitions().stream().map(Partition::of).toList());
        }
    }

    /**
     * The offsets of one partition.
     *
     * @param committedOffset null where none is committed
     * @param logEndOffset the offset that the next message will get
     * @param lag messages not yet read
     * @param error Kafka's error number, where CKafka returned one for this partition
     * @param metadata what the client committed with the offset
     */
    record Partition(int partition, OptionalLong committedOffset, OptionalLong logEndOffset, OptionalLong lag,
            OptionalInt error, String metadata) {
        static Partition of(PartitionOffsets offsets) {
            Lag lag = offsets.lag();
            return new Partition(offsets.partition(), offsets.committedOffset(), offsets.logEndOffset(),
                    lag.messages(), offsets.error(), offsets.metadata());
        }
    }
}
