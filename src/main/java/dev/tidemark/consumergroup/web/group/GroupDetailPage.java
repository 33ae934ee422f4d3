package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.CommitMovement;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupDetails;
import dev.tidemark.consumergroup.TopicOffsetRanges;
import dev.tidemark.consumergroup.web.GroupLinks;
import dev.tidemark.consumergroup.web.GroupPageQuery;
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
 * One consumer group with its members and a page of its offsets, ready to print.
 *
 * @param instanceId the instance
 * @param instance its name where known, else its id
 * @param listHref the instance's other groups
 * @param action where the search form leads, without its query
 * @param here this very page, for refreshing it
 * @param unfiltered the group without search, from its first topic
 * @param sort the order that the search form keeps; empty for the default
 * @param filters which partitions can be shown
 * @param export all committed offsets as a file
 * @param copyAs the same question for other tools
 * @param refreshes how often the page can read its figures again
 * @param refresh how often it does, as the address carries it
 * @param poll when htmx reads it again; null for never
 * @param group null when its members could not be read
 * @param offsets null when its offsets could not be read
 * @param observed when the older of the two was read
 * @param mayReset whether the reader may ask for a reset of this group
 * @param trouble why something is old or missing; null when nothing is
 */
record GroupDetailPage(String name, String instanceId, String instance, String listHref, String action, String here,
        String unfiltered, String search, String sort, List<Choice> filters, String export, CopyAsSnippets copyAs,
        List<Every> refreshes, String refresh,
        @Nullable String poll,
        @Nullable Group group, @Nullable OffsetsTable offsets, Moment observed, @Nullable StaleReason trouble,
        boolean mayReset) {
    static GroupDetailPage of(ViewContext place, ConsumerGroupId name, GroupPageQuery query, GroupDetails view,
            Optional<TopicOffsetRanges> ranges, boolean mayReset) {
        GroupLinks links = place.links();
        Assignments owners = view.group().map(known -> Assignments.of(known.value()))
                .orElseGet(Assignments::unknown);
        return new GroupDetailPage(name.value(), place.instance().value(), place.title(), links.list(),
                links.group(name).replaceFirst("\\?.*", ""), links.group(name, query), links.group(name),
                query.offsets().search(), query.sort().parameter(), Choice.of(query.show()), links.export(name),
                CopyAsSnippets.of(place.instance(), name), Stream.of(Refresh.values())
                        .map(each -> new Every(each.seconds(), links.group(name, query.every(each)),
                                each == query.refresh()))
                        .toList(),
                query.refresh().parameter(), query.refresh().trigger(),
                view.group().map(known -> Group.of(known.value(), view, place)).orElse(null),
                view.offsets().map(Observed::value).map(offsets -> OffsetsTable
                        .of(OffsetsContext.of(place, name, query, offsets, owners, ranges), offsets)).orElse(null),
                Moment.of(observedAt(view), place.now()), StaleReason.of(view.problem()), mayReset);
    }

    private static Instant observedAt(GroupDetails view) {
        return Stream.of(view.group(), view.offsets()).flatMap(Optional::stream).map(Observed::observedAt)
                .min(Instant::compareTo).orElseThrow();
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
        static Group of(ConsumerGroup group, GroupDetails view, ViewContext place) {
            String protocol = Stream.of(group.protocolType(), group.assignor()).filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(" · "));
            return new Group(StateBadge.of(group.state()), protocol.isEmpty() ? null : protocol,
                    group.state() == GroupState.EMPTY,
                    view.moved().map(movement -> Moved.of(movement, place)).orElse(null),
                    Figure.of(group.members().size(), place.locale()),
                    MemberRow.of(group, view.offsets().map(Observed::value), place));
        }
    }

    /** That the commits of an Empty group moved, and between which two looks. */
    record Moved(Moment since, Moment until, int partitions) {
        static Moved of(CommitMovement movement, ViewContext place) {
            return new Moved(Moment.of(movement.since(), place.now()), Moment.of(movement.until(), place.now()),
                    movement.partitions());
        }
    }
}
