package dev.tidemark.consumergroup.web.topic;

import dev.tidemark.consumergroup.OldestUnread;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.consumergroup.web.group.PartitionRow;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.StaleReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the oldest message was written that a group has not read in one partition, ready to print.
 *
 * @param name of the group
 * @param groupHref the group's page, opened at the partition
 * @param again this very question
 * @param outcomeKey the message that says what became of the question
 * @param written when the message was written; null where none was found
 * @param messageOffset of the message that was found; null where none was
 * @param trouble null unless the cloud did not answer
 */
record OldestUnreadPage(String name, String instanceId, String instance, String listHref, String groupHref,
        String again,
        String partition, Figure committed, Figure lag, String outcomeKey, @Nullable Moment written,
        @Nullable Figure messageOffset, Moment observed, @Nullable StaleReason trouble) {
    static OldestUnreadPage of(ViewContext place, ConsumerGroupId group, OldestUnread oldest) {
        String topic = oldest.partition().topic();
        int number = oldest.partition().partition();
        GroupPageQuery there = GroupPageQuery.of(topic, "", "", 0, List.of(topic), "");
        StaleReason trouble = StaleReason.of(oldest.problem());
        Optional<MessageFigures> found = oldest.message().map(message -> new MessageFigures(
                Moment.of(message.timestamp(), place.now()), Figure.of(message.offset(), place.locale())));
        return new OldestUnreadPage(group.value(), place.instance().value(), place.title(), place.links().list(),
                place.links().group(group, there) + "#" + PartitionRow.id(topic, number),
                place.links().oldest(group, topic, number), oldest.partition().toString(),
                Figure.of(oldest.stands().committedOffset(), place.locale(), "unknown.not-committed"),
                Figure.of(oldest.stands().lag().messages(), place.locale(), "unknown.not-committed"),
                trouble != null && trouble.isLimit() ? trouble.reasonKey() : "oldest." + oldest.outcome(),
                found.map(MessageFigures::written).orElse(null),
                found.map(MessageFigures::offset).orElse(null), Moment.of(oldest.observedAt(), place.now()),
                trouble != null && trouble.isLimit() ? null : trouble);
    }

    private record MessageFigures(Moment written, Figure offset) {
    }
}
