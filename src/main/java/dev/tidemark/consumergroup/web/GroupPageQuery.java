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
 * @param refresh how often the page reads its figures again
 * @param earliest the topic whose earliest offsets were asked for; empty for none
 */
public record GroupPageQuery(OffsetsQuery offsets, PartitionFilter show, TopicSort sort, List<String> open,
        String earliest, Refresh refresh) {
    // All that CKafka answers at once.
    private static final int TOPICS_A_PAGE = PageRequest.MAX_LIMIT;

    public GroupPageQuery {
        open = List.copyOf(open);
    }

    public static GroupPageQuery of(String search, String show, String sort, int offset, List<String> open,
            String earliest) {
        return new GroupPageQuery(new OffsetsQuery(search, Optional.empty(), new PageRequest(offset, TOPICS_A_PAGE)),
                PartitionFilter.parse(show), TopicSort.parse(sort), open.stream().distinct().toList(), earliest,
                Refresh.FIVE);
    }

    /** A group from its first topic, as a link from elsewhere opens it. */
    static GroupPageQuery plain() {
        return of("", "", "", 0, List.of(), "");
    }

    /** The page that begins at another topic, where those that are open here do not appear. */
    public GroupPageQuery at(int offset) {
        return new GroupPageQuery(new OffsetsQuery(offsets.search(), Optional.empty(),
                new PageRequest(offset, TOPICS_A_PAGE)), show, sort, List.of(), "", refresh);
    }

    public GroupPageQuery sorted(TopicSort other) {
        return new GroupPageQuery(offsets, show, other, open, earliest, refresh);
    }

    public GroupPageQuery showing(PartitionFilter other) {
        return new GroupPageQuery(offsets, other, sort, open, earliest, refresh);
    }

    /** Opens the topic, or closes it if it is open. */
    public GroupPageQuery toggling(String topic) {
        return open.contains(topic)
                ? new GroupPageQuery(offsets, show, sort,
                        open.stream().filter(other -> !other.equals(topic)).toList(),
                        earliest.equals(topic) ? "" : earliest, refresh)
                : opening(topic);
    }

    public GroupPageQuery opening(String topic) {
        return open.contains(topic)
                ? this
                : new GroupPageQuery(offsets, show, sort, Stream.concat(open.stream(), Stream.of(topic)).toList(),
                        earliest, refresh);
    }

    public GroupPageQuery withEarliest(String topic) {
        return new GroupPageQuery(offsets, show, sort, open, topic, refresh);
    }

    public GroupPageQuery every(Refresh other) {
        return new GroupPageQuery(offsets, show, sort, open, earliest, other);
    }
}
