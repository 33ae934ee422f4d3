package dev.tidemark.consumergroup.web.topic;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.SubscriberListing;
import dev.tidemark.consumergroup.TopicSubscribers.Answer;
import dev.tidemark.consumergroup.web.GroupLinks;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.StateBadge;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.Pager;
import dev.tidemark.webkit.StaleReason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The groups that read a topic, ready to print.
 *
 * @param here this very page, for asking again
 * @param known whether there is an answer, be it an older one
 * @param collecting whether the cloud is collecting a newer one
 * @param next the address of the next question; null when there is nothing to wait for, or nothing to be hoped
 * @param lag whether the rows show it
 * @param lagHref the same page with it
 * @param observed when the answer was complete; null when it never was
 */
record TopicPage(String name, String instanceId, String instance, String listHref, String here, boolean known,
        boolean collecting, @Nullable String next, boolean lag, String lagHref, Figure total, List<Row> rows,
        Pager pager, @Nullable Moment observed, @Nullable StaleReason trouble) {
    // With the pause that the page makes between two questions, half a minute.
    private static final int MOST_QUESTIONS = 15;

    static TopicPage of(ViewContext place, String topic, PageRequest page, int asked, SubscriberListing reading,
            LagColumn column,
            Map<ConsumerGroupId, Observed<GroupOffsets>> offsets) {
        GroupLinks links = place.links();
        int offset = page.offset();
        Optional<Observed<Answer>> readers = reading.readers();
        List<ConsumerGroup> groups = readers.map(known -> known.value().groups()).orElse(List.of());
        OptionalLong total = readers.map(known -> OptionalLong.of(known.value().total()))
                .orElse(OptionalLong.empty());
        return new TopicPage(topic, place.instance().value(), place.title(), links.list(),
                links.topic(topic, offset, column, 0), readers.isPresent(), reading.collecting(),
                reading.collecting() && asked < MOST_QUESTIONS
                        ? links.topic(topic, offset, column, asked + 1)
                        : null,
                column != LagColumn.DEFERRED, links.topic(topic, offset, LagColumn.SHOWN, 0),
                Figure.of(total, place.locale(), "topic.collecting"), Row.of(groups, topic, offsets, place),
                Pager.of(offset, page.limit(), groups.size(), total.orElse(0), place.locale(),
                        other -> links.topic(topic, other, LagColumn.DEFERRED, 0)),
                readers.map(known -> Moment.of(known.observedAt(), place.now())).orElse(null),
                StaleReason.of(readers.flatMap(Observed::problem)));
    }

    /**
     * One group that reads the topic.
     *
     * @param href the group's page, opened at the topic
     * @param members those that were assigned a partition of the topic
     * @param lag on this topic
     * @param unknown how many partitions a known lag leaves out
     * @param worst its partition with most lag; null when none has any
     */
    record Row(String group, String href, StateBadge state, Figure members, Figure lag, long unknown,
            @Nullable Integer worst) {
        static List<Row> of(List<ConsumerGroup> groups, String topic,
                Map<ConsumerGroupId, Observed<GroupOffsets>> offsets, ViewContext place) {
            return groups.stream()
                    .sorted(Comparator.comparing((ConsumerGroup group) -> lag(offsets, group.id())).reversed()
                            .thenComparing(ConsumerGroup::id))
                    .map(group -> of(group, topic, Optional.ofNullable(offsets.get(group.id())), place)).toList();
        }

        private static Lag lag(Map<ConsumerGroupId, Observed<GroupOffsets>> offsets, ConsumerGroupId group) {
            Observed<GroupOffsets> found = offsets.get(group);
            return found == null ? Lag.unknown() : found.value().lag();
        }

        private static Row of(ConsumerGroup group, String topic, Optional<Observed<GroupOffsets>> offsets,
                ViewContext place) {
            Optional<GroupOffsets> found = offsets.map(Observed::value);
            long members = group.members().stream().filter(member -> member.assignment().stream()
                    .anyMatch(assigned -> assigned.topic().equals(topic))).count();
            Lag lag = found.map(GroupOffsets::lag).orElse(Lag.unknown());
            return new Row(group.id().value(), place.links().group(group.id(),
                    GroupPageQuery.of(topic, "", "", 0, List.of(topic), "")), StateBadge.of(group.state()),
                    Figure.of(members, place.locale()),
                    Figure.of(lag.messages(), place.locale(),
                            found.isPresent() ? "unknown.nothing-known" : "unknown.unread"),
                    lag.isKnown() ? found.map(GroupOffsets::partitionsWithoutLag).orElse(0L) : 0,
                    found.flatMap(Row::worst).orElse(null));
        }

        private static Optional<Integer> worst(GroupOffsets offsets) {
            return offsets.topics().stream().flatMap(topic -> topic.partitions().stream())
                    .filter(each -> each.lag().compareTo(Lag.of(0)) > 0)
                    .max((one, other) -> one.lag().compareTo(other.lag())).map(each -> each.partition());
        }
    }
}
