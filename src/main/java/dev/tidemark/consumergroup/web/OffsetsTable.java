package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.web.Figure;
import dev.tidemark.web.Pager;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a group's offsets, ready to print.
 *
 * @param total how many topics there are under the same search
 * @param lag the sum of what is known on this page
 * @param unknown how many partitions that sum leaves out
 * @param wholeGroup whether this page is all there is, so that {@code lag} is the group's
 * @param showsMetadata whether any partition on the page has some
 * @param nothingMatches whether the filter hides everything that is on the page
 */
record OffsetsTable(Figure total, Figure lag, long unknown, boolean wholeGroup, boolean showsMetadata,
        boolean nothingMatches,
        List<Topic> topics, Pager pager) {
    static OffsetsTable of(Place place, ConsumerGroupId group, OffsetsQuery query, GroupOffsets offsets,
            Owners owners, PartitionFilter filter) {
        long worst = offsets.topics().stream().flatMap(topic -> topic.partitions().stream())
                .map(PartitionOffsets::lag).filter(Lag::isKnown).mapToLong(lag -> lag.messages().getAsLong()).max()
                .orElse(0);
        Rows rows = new Rows(owners, worst, place.locale(), filter);
        Pager pager = Pager.of(query.page().offset(), query.page().limit(), offsets.topics().size(), offsets.total(),
                place.locale(), offset -> place.links().group(group, query.search(), offset, filter));
        List<Topic> topics = rows.topics(offsets.topics());
        boolean whole = query.search().isEmpty() && offsets.total() == offsets.topics().size();
        return new OffsetsTable(Figure.of(offsets.total(), place.locale()), rows.lag(offsets.lag()),
                offsets.partitionsWithoutLag(), whole,
                offsets.topics().stream().flatMap(topic -> topic.partitions().stream())
                        .anyMatch(partition -> !partition.metadata().isEmpty()),
                !offsets.topics().isEmpty() && topics.isEmpty(), topics, pager);
    }

    /**
     * One topic and those of its partitions that the filter shows.
     *
     * @param unknown how many partitions the lag leaves out
     * @param partitionCount of the whole topic, as its lag is
     */
    record Topic(String name, Figure lag, long unknown, int partitionCount, List<Partition> partitions) {
    }

    /**
     * One partition.
     *
     * @param share its lag as a percentage of the worst on the page, at least 1 where it has any; the length of its bar
     * @param worst whether no other on the page has more
     * @param owner null when nobody is known to read it
     * @param error the API's code for this partition alone; null when it is fine
     */
    record Partition(int number, Figure committed, Figure logEnd, Figure lag, long share, boolean worst,
            @Nullable Owner owner, String metadata, @Nullable Integer error) {
    }

    /** The member that reads a partition. */
    record Owner(String clientId, String host) {
        static Owner of(Member member) {
            return new Owner(member.clientId(), member.host());
        }
    }

    private record Rows(Owners owners, long worst, Locale locale, PartitionFilter filter) {
        List<Topic> topics(List<GroupOffsets.Topic> topics) {
            Stream<GroupOffsets.Topic> ordered = filter == PartitionFilter.LAG
                    ? topics.stream().sorted(Comparator.comparing(GroupOffsets.Topic::lag).reversed())
                    : topics.stream();
            return ordered.map(this::topic).filter(topic -> !topic.partitions().isEmpty()).toList();
        }

        private Topic topic(GroupOffsets.Topic topic) {
            return new Topic(topic.name(), lag(topic.lag()), topic.partitionsWithoutLag(), topic.partitions().size(),
                    topic.partitions().stream()
                            .filter(each -> filter.shows(each, owners.of(topic.name(), each.partition()).isPresent()))
                            .map(each -> partition(topic.name(), each)).toList());
        }

        Figure lag(Lag lag) {
            return Figure.of(lag.messages(), locale, "unknown.nothing-known");
        }

        private Partition partition(String topic, PartitionOffsets offsets) {
            boolean failed = offsets.error().isPresent();
            String why = failed ? "unknown.partition-error" : "unknown.not-committed";
            long lag = offsets.lag().messages().orElse(0);
            Optional<Owner> owner = owners.of(topic, offsets.partition()).map(Owner::of);
            return new Partition(offsets.partition(), Figure.of(offsets.committedOffset(), locale, why),
                    Figure.of(offsets.logEndOffset(), locale, failed ? why : "unknown.no-log-end"),
                    Figure.of(offsets.lag().messages(), locale, why), share(lag), lag > 0 && lag == worst,
                    owner.orElse(null), offsets.metadata(), failed ? offsets.error().getAsInt() : null);
        }

        private long share(long lag) {
            return lag == 0 ? 0 : Math.max(1, Math.round(lag * 100.0 / worst));
        }
    }
}
