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

    record Listing(long total, Instant observedAt, @Nullable Problem problem, List<Entry> groups) {
        static Listing of(Observed<GroupListing> listing) {
            return new Listing(listing.value().total(), listing.observedAt(), Problem.of(listing.problem()),
                    listing.value().groups().stream().map(Entry::of).toList());
        }
    }

    record Entry(String group, @Nullable String state, String protocolType) {
        static Entry of(GroupListing.Entry entry) {
            return new Entry(entry.group().value(), entry.state().map(GroupState::label).orElse(null),
                    entry.protocolType());
        }
    }

    /** {@code protocol} is the assignor, which is what Kafka's own answer calls it. */
    record Group(String group, String state, String protocol, Instant observedAt, @Nullable Problem problem,
            List<Member> members) {
        static Group of(Observed<ConsumerGroup> group) {
            ConsumerGroup found = group.value();
            return new Group(found.id().value(), found.state().label(), found.assignor(), group.observedAt(),
                    Problem.of(group.problem()), found.members().stream().map(Member::of).toList());
        }
    }

    record Member(String memberId, String clientId, String host, List<TopicPartition> partitions) {
        static Member of(ConsumerGroup.Member member) {
            return new Member(member.memberId(), member.clientId(), member.host(), member.assignment());
        }
    }

    /** {@code total} counts topics; {@code lag} is the sum of what is known among those listed. */
    record Offsets(long total, Instant observedAt, @Nullable Problem problem, OptionalLong lag, List<Topic> topics) {
        static Offsets of(Observed<GroupOffsets> offsets) {
            GroupOffsets found = offsets.value();
            return new Offsets(found.total(), offsets.observedAt(), Problem.of(offsets.problem()),
                    found.lag().messages(), found.topics().stream().map(Topic::of).toList());
        }
    }

    record Topic(String topic, OptionalLong lag, List<Partition> partitions) {
        static Topic of(GroupOffsets.Topic topic) {
            return new Topic(topic.name(), topic.lag().messages(),
                    topic.partitions().stream().map(Partition::of).toList());
        }
    }

    record Partition(int partition, OptionalLong committedOffset, OptionalLong logEndOffset, OptionalLong lag,
            OptionalInt error, String metadata) {
        static Partition of(PartitionOffsets offsets) {
            Lag lag = offsets.lag();
            return new Partition(offsets.partition(), offsets.committedOffset(), offsets.logEndOffset(),
                    lag.messages(), offsets.error(), offsets.metadata());
        }
    }
}
