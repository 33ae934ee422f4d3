package dev.tidemark.consumergroup.web.topic;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.SubscriberListing;
import dev.tidemark.consumergroup.TopicSubscribers.Answer;
import dev.tidemark.consumergroup.web.GroupLinks;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.PageHeading;
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
import org.jspecify.annotations.Nullable;

/**
 * The groups that read a topic.
 *
 * @param lag whether the rows show it
 * @param lagHref the same page with it
 */
record TopicPage(PageHeading heading, Collecting collecting, boolean lag, String lagHref, List<Row> rows, Pager pager) {
    // With the pause that the page makes between two questions, half a minute.
    private static final int MOST_QUESTIONS = 15;

    static TopicPage of(ViewContext context, String topic, PageRequest page, int asked, SubscriberListing reading,
            LagColumn column,
            Map<ConsumerGroupId, Observed<GroupOffsets>> offsets) {
        GroupLinks links = context.links();
        int offset = page.offset();
        Optional<Observed<Answer>> readers = reading.readers();
        List<ConsumerGroup> groups = readers.map(known -> known.value().groups()).orElse(List.of());
        long total = readers.map(known -> known.value().total()).orElse(0L);
        Collecting collecting = new Collecting(readers.isPresent(), reading.collecting(),
                links.topic(topic, offset, column, 0),
                reading.collecting() && asked < MOST_QUESTIONS
                        ? links.topic(topic, offset, column, asked + 1)
                        : null,
                readers.map(known -> Moment.of(known.observedAt(), context.now())).orElse(null),
                StaleReason.of(readers.flatMap(Observed::problem)));
        return new TopicPage(context.heading(topic), collecting, column != LagColumn.DEFERRED,
                links.topic(topic, offset, LagColumn.SHOWN, 0), Row.of(groups, topic, offsets, context),
                Pager.of(offset, page.limit(), groups.size(), total, context.locale(),
                        other -> links.topic(topic, other, LagColumn.DEFERRED, 0)));
    }

    /**
     * How far the cloud has collected the readers, which takes it longer than a request lasts.
     *
     * @param known whether there is an answer, be it an older one
     * @param running whether the cloud is collecting a newer one
     * @param here this very page, for asking again
     * @param next the address of the next question; null when the answer is complete or has taken too long
     * @param observed when the answer was complete; null when it never was
     * @param trouble why the answer is old; null when it is not
     */
    record Collecting(boolean known, boolean running, String here, @Nullable String next, @Nullable Moment observed,
            @Nullable StaleReason trouble) {
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
                Map<ConsumerGroupId, Observed<GroupOffsets>> offsets, ViewContext context) {
            return groups.stream()
                    .sorted(Comparator.comparing((ConsumerGroup group) -> lag(offsets, group.id())).reversed()
                            .thenComparing(ConsumerGroup::id))
                    .map(group -> of(group, topic, Optional.ofNullable(offsets.get(group.id())), context)).toList();
        }

        private static Lag lag(Map<ConsumerGroupId, Observed<GroupOffsets>> offsets, ConsumerGroupId group) {
            Observed<GroupOffsets> found = offsets.get(group);
            return found == null ? Lag.unknown() : found.value().lag();
        }

        private static Row of(ConsumerGroup group, String topic, Optional<Observed<GroupOffsets>> offsets,
                ViewContext context) {
            Optional<GroupOffsets> found = offsets.map(Observed::value);
            long members = group.members().stream().filter(member -> member.assignment().stream()
                    .anyMatch(assigned -> assigned.topic().equals(topic))).count();
            Lag lag = found.map(GroupOffsets::lag).orElse(Lag.unknown());
            return new Row(group.id().value(), context.links().group(group.id(),
                    GroupPageQuery.of(topic, "", "", 0, List.of(topic), "")), StateBadge.of(group.state()),
                    Figure.of(members, context.locale()),
                    Figure.of(lag.messages(), context.locale(),
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
