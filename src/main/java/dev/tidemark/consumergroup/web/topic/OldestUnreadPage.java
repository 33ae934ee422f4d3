package dev.tidemark.consumergroup.web.topic;

import dev.tidemark.consumergroup.OldestUnread;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.PageHeading;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.consumergroup.web.group.PartitionRow;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.StaleReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the oldest message was written that a group has not read in one partition.
 *
 * @param groupHref the group's page, opened at the partition
 * @param again this very question
 * @param outcomeKey the message that says what became of the question
 * @param message null where none was found
 * @param trouble null unless the cloud did not answer
 */
record OldestUnreadPage(PageHeading heading, String groupHref, String again, String partition, Figure committed,
        Figure lag, String outcomeKey, @Nullable Message message, Moment observed, @Nullable StaleReason trouble) {
    static OldestUnreadPage of(ViewContext context, ConsumerGroupId group, OldestUnread oldest) {
        String topic = oldest.partition().topic();
        int number = oldest.partition().partition();
        GroupPageQuery there = GroupPageQuery.of(topic, "", "", 0, List.of(topic), "");
        StaleReason trouble = StaleReason.of(oldest.problem());
        return new OldestUnreadPage(context.heading(group.value()),
                context.links().group(group, there) + "#" + PartitionRow.id(topic, number),
                context.links().oldest(group, topic, number), oldest.partition().toString(),
                Figure.of(oldest.stands().committedOffset(), context.locale(), "unknown.not-committed"),
                Figure.of(oldest.stands().lag().messages(), context.locale(), "unknown.not-committed"),
                trouble != null && trouble.isLimit() ? trouble.reasonKey() : "oldest." + oldest.outcome(),
                oldest.message().map(found -> new Message(Moment.of(found.timestamp(), context.now()),
                        Figure.of(found.offset(), context.locale()))).orElse(null),
                Moment.of(oldest.observedAt(), context.now()),
                trouble != null && trouble.isLimit() ? null : trouble);
    }

    /** The message that was found: when it was written, and its offset. */
    record Message(Moment written, Figure offset) {
    }
}
