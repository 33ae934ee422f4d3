package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.TopicOffsetRanges;
import dev.tidemark.kafka.Lag;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.StaleReason;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One topic of a group's offsets and, while it is open, those of its partitions that the filter shows.
 *
 * @param id of the row, to which links lead
 * @param toggle the address that opens or closes it; null when the page shows everything anyway
 * @param unknown how many partitions the lag leaves out for a reason that neither {@code uncommitted} nor
 * {@code failed} counts
 * @param partitionCount of the whole topic, as its lag is
 * @param share of the page's lag; null when it has none
 * @param skew null where the lag is spread, or too little to speak of
 * @param readers the groups that read the topic
 * @param earliestHref the address that asks for its earliest offsets; null while it is closed or when they are there
 * @param earliest null unless they were asked for
 */
record TopicRow(String name, String id, @Nullable String toggle, boolean open, Figure lag, long unknown,
        int partitionCount, long uncommitted, long failed, @Nullable LagShare share, @Nullable Skew skew,
        String readers,
        @Nullable String earliestHref, @Nullable Earliest earliest, List<PartitionRow> partitions) {
    static TopicRow of(OffsetsContext scene, GroupOffsets.Topic topic) {
        boolean open = scene.isOpen(topic.name());
        Optional<TopicOffsetRanges> ranges = scene.ranges(topic.name());
        long failed = topic.partitions().stream().filter(each -> each.error().isPresent()).count();
        long uncommitted = topic.partitions().stream()
                .filter(each -> each.error().isEmpty() && each.committedOffset().isEmpty()).count();
        return new TopicRow(topic.name(), "topic-" + topic.name(),
                scene.allOpen() ? null : scene.address(scene.query().toggling(topic.name())), open,
                scene.lag(topic.lag()), topic.partitionsWithoutLag() - failed - uncommitted,
                topic.partitions().size(), uncommitted, failed,
                LagShare.of(topic.lag(), scene.whole(), scene.place().locale()),
                Skew.of(topic, scene.place().locale()).orElse(null), scene.place().links().topic(topic.name()),
                open && ranges.isEmpty() ? scene.address(scene.query().withEarliest(topic.name())) : null,
                ranges.map(asked -> Earliest.of(asked, topic, scene)).orElse(null),
                topic.partitions().stream().filter(each -> open && scene.shows(topic, each))
                        .map(each -> PartitionRow.of(scene, topic, each)).toList());
    }

    /** That one partition holds far more of a topic's lag than its part. */
    record Skew(int partition, String share) {
        // A few records on their way are no skew.
        private static final Lag WORTH_A_WORD = Lag.of(100);

        /** Half of the lag or more, and at least twice what an even spread would give it. */
        static Optional<Skew> of(GroupOffsets.Topic topic, Locale locale) {
            List<PartitionOffsets> known = topic.partitions().stream().filter(each -> each.lag().isKnown()).toList();
            if (known.size() < 2 || topic.lag().compareTo(WORTH_A_WORD) < 0) {
                return Optional.empty();
            }
            PartitionOffsets most = known.stream().max(Comparator.comparing(PartitionOffsets::lag)).orElseThrow();
            double part = most.lag().messages().getAsLong() / (double) topic.lag().messages().getAsLong();
            return Optional.ofNullable(LagShare.of(most.lag(), topic.lag(), locale))
                    .filter(_ -> part >= Math.max(0.5, 2.0 / known.size()))
                    .map(share -> new Skew(most.partition(), share.text()));
        }
    }

    /**
     * What became of the question where a topic's logs begin.
     *
     * @param observed null when there was never an answer
     * @param overtaken how many partitions have lost messages that the group did not read
     * @param hide the address without them
     */
    record Earliest(@Nullable Moment observed, long overtaken, @Nullable StaleReason trouble, String hide) {
        static Earliest of(TopicOffsetRanges ranges, GroupOffsets.Topic topic, OffsetsContext scene) {
            return new Earliest(
                    ranges.observed().map(seen -> Moment.of(seen.observedAt(), scene.place().now())).orElse(null),
                    topic.partitions().stream().filter(each -> PartitionRow
                            .lost(each, scene.range(topic.name(), each.partition())).isPresent()).count(),
                    StaleReason.of(ranges.problem()), scene.address(scene.query().withEarliest("")));
        }
    }
}
