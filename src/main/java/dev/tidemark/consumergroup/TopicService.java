package dev.tidemark.consumergroup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.MessageTimes.MessageTime;
import dev.tidemark.consumergroup.OldestUnread.Outcome;
import dev.tidemark.consumergroup.TopicSubscribers.Answer;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.observation.LastGoodCache;
import dev.tidemark.observation.Observed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Service;

/** Answers questions about topics that cost too many calls to be asked with every page. */
@Service
public class TopicService {
    // Logs lose their beginning by the hour, and five questions a second is all that CKafka allows the whole account.
    private static final Duration RANGES_FRESH_FOR = Duration.ofMinutes(1);
    private static final Duration KEEP_FOR = Duration.ofHours(1);
    // So that the question whether the cloud has collected its answer is not put more often, however many wait for it.
    private static final Duration READERS_FRESH_FOR = Duration.ofSeconds(1);
    // A message that was written stays so; that one is missing may change.
    private static final Duration TIMES_FRESH_FOR = Duration.ofMinutes(1);
    private static final int MOST_TOPICS = 500;

    private final ConsumerGroupService groups;
    private final TopicOffsets offsets;
    private final TopicSubscribers readers;
    private final MessageTimes times;
    private final LastGoodCache<TopicKey, SortedMap<Integer, OffsetRange>> ranges;
    private final LastGoodCache<ReadersKey, Answer> answers;
    private final Cache<ReadersKey, Observed<Answer>> complete = Caffeine.newBuilder().expireAfterAccess(KEEP_FOR)
            .maximumSize(MOST_TOPICS).build();
    private final LastGoodCache<MessageKey, Optional<MessageTime>> messages;

    TopicService(ConsumerGroupService groups, TopicOffsets offsets, TopicSubscribers readers, MessageTimes times,
            Clock clock) {
        this.groups = groups;
        this.offsets = offsets;
        this.readers = readers;
        this.times = times;
        this.ranges = new LastGoodCache<>(clock, RANGES_FRESH_FOR, KEEP_FOR, MOST_TOPICS);
        this.answers = new LastGoodCache<>(clock, READERS_FRESH_FOR, KEEP_FOR, MOST_TOPICS);
        this.messages = new LastGoodCache<>(clock, TIMES_FRESH_FOR, KEEP_FOR, MOST_TOPICS);
    }

    /** Where each log of a topic begins and ends, at most a minute old while the cloud answers. */
    public TopicOffsetRanges ranges(Operator operator, InstanceId instance, String topic) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        try {
            Observed<SortedMap<Integer, OffsetRange>> found = ranges.get(new TopicKey(instance, topic),
                    () -> offsets.ranges(instance, topic));
            return new TopicOffsetRanges(topic, Optional.of(found), found.problem());
        } catch (ClusterUnavailable problem) {
            return new TopicOffsetRanges(topic, Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * The groups that read a topic, if the cloud has collected them; asking makes it collect.
     *
     * @throws ClusterUnavailable when nothing can be read
     */
    public SubscriberListing readers(Operator operator, InstanceId instance, String topic, PageRequest page) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        ReadersKey key = new ReadersKey(instance, topic, page);
        Observed<Answer> now = answers.get(key, () -> readers.readers(instance, topic, page));
        if (now.value().complete()) {
            complete.put(key, now);
            return new SubscriberListing(Optional.of(now), false);
        }
        return new SubscriberListing(Optional.ofNullable(complete.getIfPresent(key)), true);
    }

    /**
     * When the message at the group's committed offset was written. Waits for its turn among all who ask; an answer is
     * kept, so that the same message is not asked for twice.
     *
     * @throws ConsumerGroupNotFound when CKafka calls the group Dead
     * @throws ClusterUnavailable when not even the group's offsets can be read
     */
    public OldestUnread oldestUnread(Operator operator, InstanceId instance, ConsumerGroupId group,
            TopicPartition partition) {
        Observed<GroupOffsets> read = groups.offsets(operator, instance, group,
                new OffsetsQuery("", Optional.of(partition.topic()), new PageRequest(0, 1)));
        PartitionOffsets stands = read.value().topics().stream().flatMap(topic -> topic.partitions().stream())
                .filter(each -> each.partition() == partition.partition()).findFirst()
                .orElseThrow(() -> InvalidInput.coded("partition", "partition-not-read"));
        if (stands.committedOffset().isEmpty() || stands.lag().equals(Lag.of(0))) {
            Outcome outcome = stands.committedOffset().isEmpty() ? Outcome.NOT_COMMITTED : Outcome.NOTHING_UNREAD;
            return new OldestUnread(partition, stands, outcome, Optional.empty(), read.observedAt(), Optional.empty());
        }
        long committed = stands.committedOffset().getAsLong();
        try {
            Observed<Optional<MessageTime>> first = messages.get(new MessageKey(instance, partition, committed),
                    () -> times.firstFrom(instance, partition, committed));
            Outcome outcome = first.value().map(
                    message -> message.offset() == committed ? Outcome.FOUND : Outcome.LATER).orElse(Outcome.GONE);
            return new OldestUnread(partition, stands, outcome, first.value(), read.observedAt(), Optional.empty());
        } catch (ClusterUnavailable problem) {
            return new OldestUnread(partition, stands, Outcome.UNAVAILABLE, Optional.empty(), read.observedAt(),
                    Optional.of(problem));
        }
    }

    private record TopicKey(InstanceId instance, String topic) {
    }

    private record ReadersKey(InstanceId instance, String topic, PageRequest page) {
    }

    private record MessageKey(InstanceId instance, TopicPartition partition, long offset) {
    }
}
