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
 * @param earliest null unless they were asked for
 */
record TopicRow(String name, String id, boolean open, Figures figures, Links links, @Nullable Earliest earliest,
        List<PartitionRow> partitions) {
    static TopicRow of(OffsetsContext context, GroupOffsets.Topic topic) {
        boolean open = context.isOpen(topic.name());
        return new TopicRow(topic.name(), "topic-" + topic.name(), open, Figures.of(context, topic),
                Links.of(context, topic.name(), open),
                context.ranges(topic.name()).map(asked -> Earliest.of(asked, topic, context)).orElse(null),
                topic.partitions().stream().filter(each -> open && context.shows(topic, each))
                        .map(each -> PartitionRow.of(context, topic, each)).toList());
    }

    /**
     * The sums of the whole topic.
     *
     * @param share of the page's lag; null when it has none
     * @param skew null where the lag is spread, or small
     * @param unknown how many partitions the lag leaves out for a reason that neither {@code uncommitted} nor
     *     {@code failed} counts
     */
    record Figures(Figure lag, @Nullable LagShare share, @Nullable Skew skew, int partitions, long uncommitted,
            long failed, long unknown) {
        static Figures of(OffsetsContext context, GroupOffsets.Topic topic) {
            Locale locale = context.view().locale();
            long failed = topic.partitions().stream().filter(each -> each.error().isPresent()).count();
            long uncommitted = topic.partitions().stream()
                    .filter(each -> each.error().isEmpty() && each.committedOffset().isEmpty()).count();
            return new Figures(context.lag(topic.lag()), LagShare.of(topic.lag(), context.whole(), locale),
                    Skew.of(topic, locale).orElse(null), topic.partitions().size(), uncommitted, failed,
                    topic.partitionsWithoutLag() - failed - uncommitted);
        }
    }

    /**
     * Where the row leads.
     *
     * @param toggle opens or closes the topic; null when the page shows everything anyway
     * @param readers the groups that read the topic
     * @param earliest asks for its earliest offsets; null while it is closed or when they are there
     */
    record Links(@Nullable String toggle, String readers, @Nullable String earliest) {
        static Links of(OffsetsContext context, String topic, boolean open) {
            return new Links(context.allOpen() ? null : context.address(context.query().toggling(topic)),
                    context.view().links().topic(topic),
                    open && context.ranges(topic).isEmpty()
                            ? context.address(context.query().withEarliest(topic))
                            : null);
        }
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
        static Earliest of(TopicOffsetRanges ranges, GroupOffsets.Topic topic, OffsetsContext context) {
            return new Earliest(
                    ranges.observed().map(seen -> Moment.of(seen.observedAt(), context.view().now())).orElse(null),
                    topic.partitions().stream().filter(each -> PartitionRow
                            .lost(each, context.range(topic.name(), each.partition())).isPresent()).count(),
                    StaleReason.of(ranges.problem()), context.address(context.query().withEarliest("")));
        }
    }
}
