package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.PartitionFilter;
import dev.tidemark.consumergroup.web.TopicSort;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Pager;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a group's offsets: topics first, with the partitions of those that are open.
 *
 * @param nothingMatches whether the filter hides everything that is on the page
 */
record OffsetsTable(Totals totals, Columns columns, Sorting sorting, boolean nothingMatches, List<TopicRow> topics,
        Pager pager) {
    static OffsetsTable of(OffsetsContext context, GroupOffsets offsets) {
        GroupPageQuery query = context.query();
        List<TopicRow> topics = offsets.topics().stream()
                .filter(topic -> topic.partitions().stream().anyMatch(each -> context.shows(topic, each)))
                .sorted(query.sort().order()).map(topic -> TopicRow.of(context, topic)).toList();
        Pager pager = Pager.of(query.offsets().page().offset(), query.offsets().page().limit(),
                offsets.topics().size(), offsets.total(), context.view().locale(),
                offset -> context.address(query.at(offset)));
        return new OffsetsTable(Totals.of(context, offsets), Columns.of(topics), Sorting.of(context),
                !offsets.topics().isEmpty() && topics.isEmpty(), topics, pager);
    }

    /**
     * The sums of the page.
     *
     * @param topics how many there are under the same search
     * @param lag of all partitions on this page whose lag is known
     * @param unknown how many partitions that lag leaves out
     * @param partitions how many there are on this page
     * @param uncommitted how many of those have no commit
     * @param wholeGroup whether this page is all there is, so that {@code lag} is the group's
     * @param worst the partition with most lag; null when none has any
     */
    record Totals(Figure topics, Figure lag, long unknown, Figure partitions, long uncommitted, boolean wholeGroup,
            @Nullable Worst worst) {
        static Totals of(OffsetsContext context, GroupOffsets offsets) {
            Locale locale = context.view().locale();
            return new Totals(Figure.of(offsets.total(), locale), context.lag(offsets.lag()),
                    offsets.partitionsWithoutLag(), Figure.of(all(offsets).count(), locale),
                    all(offsets).filter(each -> each.error().isEmpty() && each.committedOffset().isEmpty()).count(),
                    context.query().offsets().search().isEmpty() && offsets.total() == offsets.topics().size(),
                    Worst.of(context, offsets).orElse(null));
        }

        private static Stream<PartitionOffsets> all(GroupOffsets offsets) {
            return offsets.topics().stream().flatMap(topic -> topic.partitions().stream());
        }
    }

    /**
     * Which columns the rows need.
     *
     * @param partitions whether any topic on the page is open
     * @param earliest whether the earliest offsets of a topic on the page were asked for
     * @param metadata whether any partition that is shown has some
     */
    record Columns(boolean partitions, boolean earliest, boolean metadata) {
        static Columns of(List<TopicRow> topics) {
            return new Columns(topics.stream().anyMatch(TopicRow::open),
                    topics.stream().anyMatch(topic -> topic.earliest() != null),
                    topics.stream().flatMap(topic -> topic.partitions().stream())
                            .anyMatch(row -> !row.metadata().isEmpty()));
        }

        /** How many there are before the lag. */
        public int beforeLag() {
            return earliest ? 4 : 3;
        }
    }

    /** The order of the topics, and the same page in either order. */
    record Sorting(boolean byLag, String byLagHref, String byNameHref) {
        static Sorting of(OffsetsContext context) {
            GroupPageQuery query = context.query();
            return new Sorting(query.sort() == TopicSort.LAG, context.address(query.sorted(TopicSort.LAG)),
                    context.address(query.sorted(TopicSort.NAME)));
        }
    }

    /** The partition with most lag on the page, and the way there. */
    record Worst(String partition, @Nullable LagShare share, String href) {
        static Optional<Worst> of(OffsetsContext context, GroupOffsets offsets) {
            for (GroupOffsets.Topic topic : offsets.topics()) {
                for (PartitionOffsets each : topic.partitions()) {
                    if (context.isWorst(each)) {
                        GroupPageQuery there = context.shows(topic, each)
                                ? context.query()
                                : context.query().showing(PartitionFilter.ALL);
                        there = context.allOpen() && context.shows(topic, each) ? there : there.opening(topic.name());
                        return Optional.of(new Worst(topic.name() + "-" + each.partition(),
                                LagShare.of(each.lag(), context.whole(), context.view().locale()),
                                context.address(there) + "#" + PartitionRow.id(topic.name(), each.partition())));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
