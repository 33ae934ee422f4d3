package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsetRanges;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.webkit.Figure;
import java.util.Optional;

/**
 * What the rows of a page of offsets have in common.
 *
 * @param most the largest known lag of a partition on the page
 * @param whole the lag of the page, of which every row has its share
 * @param allOpen whether the page shows the partitions of every topic, asked for or not
 * @param ranges of the one topic whose earliest offsets were requested
 */
record OffsetsContext(ViewContext view, ConsumerGroupId group, GroupPageQuery query, Assignments owners, Lag most,
        Lag whole,
        boolean allOpen, Optional<TopicOffsetRanges> ranges) {
    // A group this small is seen at a glance; beyond it the topics come first.
    private static final long ALL_AT_ONCE = 60;

    static OffsetsContext of(ViewContext view, ConsumerGroupId group, GroupPageQuery query, GroupOffsets offsets,
            Assignments owners, Optional<TopicOffsetRanges> ranges) {
        Lag most = offsets.topics().stream().flatMap(topic -> topic.partitions().stream())
                .map(PartitionOffsets::lag).max(Lag::compareTo).orElse(Lag.unknown());
        OffsetsContext context = new OffsetsContext(view, group, query, owners, most, offsets.lag(), false, ranges);
        long shown = offsets.topics().stream().mapToLong(topic -> topic.partitions().stream()
                .filter(each -> context.shows(topic, each)).count()).sum();
        return new OffsetsContext(view, group, query, owners, most, offsets.lag(), shown <= ALL_AT_ONCE, ranges);
    }

    boolean shows(GroupOffsets.Topic topic, PartitionOffsets partition) {
        return query.show().shows(partition, owners.of(topic.name(), partition.partition()).isPresent());
    }

    boolean isOpen(String topic) {
        return allOpen || query.open().contains(topic);
    }

    boolean isWorst(PartitionOffsets partition) {
        return partition.lag().compareTo(Lag.of(0)) > 0 && partition.lag().equals(most);
    }

    /** Where the logs of this topic begin, if that was asked. */
    Optional<TopicOffsetRanges> ranges(String topic) {
        return ranges.filter(asked -> asked.topic().equals(topic) && isOpen(topic));
    }

    Optional<OffsetRange> range(String topic, int partition) {
        return ranges(topic).flatMap(TopicOffsetRanges::observed)
                .map(observed -> observed.value().get(partition));
    }

    Figure lag(Lag lag) {
        return Figure.of(lag.messages(), view.locale(), "unknown.nothing-known");
    }

    String address(GroupPageQuery other) {
        return view.links().group(group, other);
    }
}
