package dev.tidemark.consumergroup;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.observation.LastGood;
import dev.tidemark.observation.Observed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.springframework.stereotype.Service;

/** Answers questions about topics that cost too much to be asked without being asked for. */
@Service
public class TopicService {
    // Logs lose their beginning by the hour, and five questions a second is all that CKafka allows the whole account.
    private static final Duration RANGES_FRESH_FOR = Duration.ofMinutes(1);
    private static final Duration KEEP_FOR = Duration.ofHours(1);
    private static final int MOST_TOPICS = 500;

    private final TopicOffsets offsets;
    private final LastGood<TopicKey, SortedMap<Integer, OffsetRange>> ranges;

    TopicService(TopicOffsets offsets, Clock clock) {
        this.offsets = offsets;
        this.ranges = new LastGood<>(clock, RANGES_FRESH_FOR, KEEP_FOR, MOST_TOPICS);
    }

    /** Where each log of a topic begins and ends, at most a minute old while the cloud answers. */
    public TopicRanges ranges(Operator operator, InstanceId instance, String topic) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, instance);
        try {
            Observed<SortedMap<Integer, OffsetRange>> found = ranges.get(new TopicKey(instance, topic),
                    () -> offsets.ranges(instance, topic));
            return new TopicRanges(topic, Optional.of(found), found.problem());
        } catch (ClusterUnavailable problem) {
            return new TopicRanges(topic, Optional.empty(), Optional.of(problem));
        }
    }

    private record TopicKey(InstanceId instance, String topic) {
    }
}
