package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.kafka.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the address of a group's page asks for, and the neighbouring addresses.
 *
 * @param open the topics whose partitions are shown where there are too many to show all
 * @param earliest the topic whose earliest offsets were asked for; empty for none
 */
record GroupPageQuery(OffsetsQuery offsets, PartitionFilter show, TopicSort sort, List<String> open,
        String earliest) {
    // All that CKafka answers at once.
    private static final int TOPICS_A_PAGE = PageRequest.MAX_LIMIT;

    GroupPageQuery {
        open = List.copyOf(open);
    }

    static GroupPageQuery of(String search, String show, String sort, int offset, List<String> open,
            String earliest) {
        return new GroupPageQuery(new OffsetsQuery(search, Optional.empty(), new PageRequest(offset, TOPICS_A_PAGE)),
                PartitionFilter.parse(show), TopicSort.parse(sort), open.stream().distinct().toList(), earliest);
    }

    /** A group from its first topic, as a link from elsewhere opens it. */
    static GroupPageQuery plain() {
        return of("", "", "", 0, List.of(), "");
    }

    /** The page that begins at another topic, where those that are open here do not appear. */
    GroupPageQuery at(int offset) {
        return new GroupPageQuery(new OffsetsQuery(offsets.search(), Optional.empty(),
                new PageRequest(offset, TOPICS_A_PAGE)), show, sort, List.of(), "");
    }

    GroupPageQuery sorted(TopicSort other) {
        return new GroupPageQuery(offsets, show, other, open, earliest);
    }

    GroupPageQuery showing(PartitionFilter other) {
        return new GroupPageQuery(offsets, other, sort, open, earliest);
    }

    /** Opens the topic, or closes it if it is open. */
    GroupPageQuery toggling(String topic) {
        return open.contains(topic)
                ? new GroupPageQuery(offsets, show, sort,
                        open.stream().filter(other -> !other.equals(topic)).toList(),
                        earliest.equals(topic) ? "" : earliest)
                : opening(topic);
    }

    GroupPageQuery opening(String topic) {
        return open.contains(topic)
                ? this
                : new GroupPageQuery(offsets, show, sort, Stream.concat(open.stream(), Stream.of(topic)).toList(),
                        earliest);
    }

    GroupPageQuery withEarliest(String topic) {
        return new GroupPageQuery(offsets, show, sort, open, topic);
    }
}
