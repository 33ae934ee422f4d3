package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.CommitMovement;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupDetails;
import dev.tidemark.consumergroup.TopicOffsetRanges;
import dev.tidemark.consumergroup.web.GroupLinks;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.PageHeading;
import dev.tidemark.consumergroup.web.PartitionFilter;
import dev.tidemark.consumergroup.web.Refresh;
import dev.tidemark.consumergroup.web.StateBadge;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Figure;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.StaleReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of one consumer group: its members, and a page of its offsets.
 *
 * @param copyAs the same question for other tools
 * @param group null when its members could not be read
 * @param offsets null when its offsets could not be read
 * @param observed when the older of the two was read
 * @param trouble why something is old or missing; null when nothing is
 * @param mayReset whether the reader may request a reset of this group
 */
record GroupDetailPage(PageHeading heading, Links links, Search search, Refreshing refreshing, CopyAsSnippets copyAs,
        @Nullable Group group, @Nullable OffsetsTable offsets, Moment observed, @Nullable StaleReason trouble,
        boolean mayReset) {
    static GroupDetailPage of(ViewContext context, ConsumerGroupId name, GroupPageQuery query, GroupDetails view,
            Optional<TopicOffsetRanges> ranges, boolean mayReset) {
        GroupLinks links = context.links();
        Assignments owners = view.group().map(known -> Assignments.of(known.value()))
                .orElseGet(Assignments::unknown);
        return new GroupDetailPage(context.heading(name.value()),
                new Links(links.group(name, query), links.group(name), links.export(name)),
                new Search(links.group(name).replaceFirst("\\?.*", ""), query.offsets().search(),
                        Choice.of(query.show()), query.sort().parameter()),
                Refreshing.of(query, links, name), CopyAsSnippets.of(context.instance(), name),
                view.group().map(known -> Group.of(known.value(), view, context)).orElse(null),
                view.offsets().map(Observed::value).map(offsets -> OffsetsTable
                        .of(OffsetsContext.of(context, name, query, offsets, owners, ranges), offsets)).orElse(null),
                Moment.of(observedAt(view), context.now()), StaleReason.of(view.problem()), mayReset);
    }

    private static Instant observedAt(GroupDetails view) {
        return Stream.of(view.group(), view.offsets()).flatMap(Optional::stream).map(Observed::observedAt)
                .min(Instant::compareTo).orElseThrow();
    }

    /**
     * Addresses of the page.
     *
     * @param here this very page, for refreshing it
     * @param unfiltered the group without search, from its first topic
     * @param export all committed offsets as a file
     */
    record Links(String here, String unfiltered, String export) {
    }

    /**
     * The form that searches the offsets.
     *
     * @param action where it leads, without its query
     * @param choices which partitions can be shown
     * @param sort the order that it keeps; empty for the default
     */
    record Search(String action, String text, List<Choice> choices, String sort) {
    }

    /**
     * How often the page reads its figures again.
     *
     * @param parameter as the address carries it; empty for the default
     * @param poll the trigger of htmx; null for never
     */
    record Refreshing(List<Every> choices, String parameter, @Nullable String poll) {
        static Refreshing of(GroupPageQuery query, GroupLinks links, ConsumerGroupId name) {
            return new Refreshing(Stream.of(Refresh.values())
                    .map(each -> new Every(each.seconds(), links.group(name, query.every(each)),
                            each == query.refresh()))
                    .toList(), query.refresh().parameter(), query.refresh().trigger());
        }
    }

    /** A choice of how often; 0 seconds for never. */
    record Every(int seconds, String href, boolean chosen) {
    }

    /** One entry of the filter of partitions, and the message that names it. */
    record Choice(String value, String key, boolean chosen) {
        static List<Choice> of(PartitionFilter chosen) {
            return Stream.of(PartitionFilter.values())
                    .map(each -> new Choice(each.parameter(), "show." + each, each == chosen)).toList();
        }
    }

    /**
     * State and members.
     *
     * @param protocol type and assignor as far as they are known; null when neither is
     * @param isEmpty whether to warn that Empty is not always stopped
     * @param moved that its commits moved although it is Empty; null otherwise
     */
    record Group(StateBadge state, @Nullable String protocol, boolean isEmpty, @Nullable Moved moved,
            Figure memberCount, List<MemberRow> members) {
        static Group of(ConsumerGroup group, GroupDetails view, ViewContext context) {
            String protocol = Stream.of(group.protocolType(), group.assignor()).filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" · "));
            return new Group(StateBadge.of(group.state()), protocol.isEmpty() ? null : protocol,
                    group.state() == GroupState.EMPTY,
                    view.moved().map(movement -> Moved.of(movement, context)).orElse(null),
                    Figure.of(group.members().size(), context.locale()),
                    MemberRow.of(group, view.offsets().map(Observed::value), context));
        }
    }

    /** That the commits of an Empty group moved, and between which two readings. */
    record Moved(Moment since, Moment until, int partitions) {
        static Moved of(CommitMovement movement, ViewContext context) {
            return new Moved(Moment.of(movement.since(), context.now()), Moment.of(movement.until(), context.now()),
                    movement.partitions());
        }
    }
}
