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
 * A page of a group's offsets, ready to print: topics first, with the partitions of those that are open.
 *
 * @param total how many topics there are under the same search
 * @param lag the sum of what is known on this page
 * @param unknown how many partitions that sum leaves out
 * @param partitions how many there are on this page
 * @param uncommitted how many of those have no commit
 * @param wholeGroup whether this page is all there is, so that {@code lag} is the group's
 * @param showsPartitions whether any topic on the page is open
 * @param showsEarliest whether the earliest offsets of a topic on the page were asked for
 * @param showsMetadata whether any partition that is shown has some
 * @param nothingMatches whether the filter hides everything that is on the page
 * @param worst the partition with most lag; null when none has any
 */
record OffsetsTable(Figure total, Figure lag, long unknown, Figure partitions, long uncommitted, boolean wholeGroup,
        boolean showsPartitions, boolean showsEarliest, boolean showsMetadata, boolean nothingMatches, boolean byLag,
        String byLagHref, String byNameHref, @Nullable Worst worst, List<TopicRow> topics, Pager pager) {
    static OffsetsTable of(OffsetsContext scene, GroupOffsets offsets) {
        GroupPageQuery query = scene.query();
        Locale locale = scene.place().locale();
        List<TopicRow> topics = offsets.topics().stream()
                .filter(topic -> topic.partitions().stream().anyMatch(each -> scene.shows(topic, each)))
                .sorted(query.sort().order()).map(topic -> TopicRow.of(scene, topic)).toList();
        Pager pager = Pager.of(query.offsets().page().offset(), query.offsets().page().limit(),
                offsets.topics().size(), offsets.total(), locale, offset -> scene.address(query.at(offset)));
        return new OffsetsTable(Figure.of(offsets.total(), locale), scene.lag(offsets.lag()),
                offsets.partitionsWithoutLag(), Figure.of(all(offsets).count(), locale),
                all(offsets).filter(each -> each.error().isEmpty() && each.committedOffset().isEmpty()).count(),
                query.offsets().search().isEmpty() && offsets.total() == offsets.topics().size(),
                topics.stream().anyMatch(TopicRow::open), topics.stream().anyMatch(topic -> topic.earliest() != null),
                topics.stream().flatMap(topic -> topic.partitions().stream())
                        .anyMatch(row -> !row.metadata().isEmpty()),
                !offsets.topics().isEmpty() && topics.isEmpty(), query.sort() == TopicSort.LAG,
                scene.address(query.sorted(TopicSort.LAG)), scene.address(query.sorted(TopicSort.NAME)),
                Worst.of(scene, offsets).orElse(null), topics, pager);
    }

    private static Stream<PartitionOffsets> all(GroupOffsets offsets) {
        return offsets.topics().stream().flatMap(topic -> topic.partitions().stream());
    }

    /** How many columns stand before the lag. */
    public int columnsBeforeLag() {
        return showsEarliest ? 4 : 3;
    }

    /** The partition with most lag on the page, and the way there. */
    record Worst(String partition, @Nullable LagShare share, String href) {
        static Optional<Worst> of(OffsetsContext scene, GroupOffsets offsets) {
            for (GroupOffsets.Topic topic : offsets.topics()) {
                for (PartitionOffsets each : topic.partitions()) {
                    if (scene.isWorst(each)) {
                        GroupPageQuery there = scene.shows(topic, each)
                                ? scene.query()
                                : scene.query().showing(PartitionFilter.ALL);
                        there = scene.allOpen() && scene.shows(topic, each) ? there : there.opening(topic.name());
                        return Optional.of(new Worst(topic.name() + "-" + each.partition(),
                                LagShare.of(each.lag(), scene.whole(), scene.place().locale()),
                                scene.address(there) + "#" + PartitionRow.id(topic.name(), each.partition())));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
