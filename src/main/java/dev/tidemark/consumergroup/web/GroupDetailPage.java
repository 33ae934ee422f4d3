package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.GroupView;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.observation.Observed;
import dev.tidemark.web.Figure;
import dev.tidemark.web.Moment;
import dev.tidemark.web.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * @param filters which partitions can be shown
 * @param export all committed offsets as a file
 * @param copyAs the same question for other tools
 * @param group null when its members could not be read
 * @param offsets null when its offsets could not be read
 * @param observed when the older of the two was read
 * @param trouble why something is old or missing; null when nothing is
 */
record GroupDetailPage(String name, String instanceId, String instance, String listHref, String action, String here,
        String unfiltered, String search, List<Choice> filters, String export, CopyAs copyAs, @Nullable Group group,
        @Nullable OffsetsTable offsets, Moment observed,
        @Nullable Trouble trouble) {
    static GroupDetailPage of(Place place, ConsumerGroupId name, OffsetsQuery query, PartitionFilter filter,
            GroupView view) {
        GroupLinks links = place.links();
        Owners owners = view.group().map(known -> Owners.of(known.value())).orElseGet(Owners::nobodyKnown);
        return new GroupDetailPage(name.value(), place.instance().value(), place.title(), links.list(),
                links.group(name).replaceFirst("\\?.*", ""),
                links.group(name, query.search(), query.page().offset(), filter),
                links.group(name), query.search(), Choice.of(filter), links.export(name),
                CopyAs.of(place.instance(), name),
                view.group().map(known -> Group.of(known.value(), place)).orElse(null),
                view.offsets().map(known -> OffsetsTable.of(place, name, query, known.value(), owners, filter))
                        .orElse(null),
                Moment.of(observedAt(view), place.now()), Trouble.of(view.problem()));
    }

    private static Instant observedAt(GroupView view) {
        return Stream.of(view.group(), view.offsets()).flatMap(Optional::stream).map(Observed::observedAt)
                .min(Instant::compareTo).orElseThrow();
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
     * @param assignor null when nobody is there to share anything out
     * @param isEmpty whether to warn that Empty is not always stopped
     */
    record Group(StateBadge state, @Nullable String assignor, @Nullable String protocolType, boolean isEmpty,
            Figure memberCount, List<Member> members) {
        static Group of(ConsumerGroup group, Place place) {
            return new Group(StateBadge.of(group.state()), orNull(group.assignor()), orNull(group.protocolType()),
                    group.state() == GroupState.EMPTY, Figure.of(group.members().size(), place.locale()),
                    group.members().stream().map(member -> Member.of(member, place)).toList());
        }

        private static @Nullable String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /** One consumer, and what it was assigned. */
    record Member(String memberId, String clientId, String host, Figure partitionCount,
            List<AssignedTopic> assigned) {
        static Member of(ConsumerGroup.Member member, Place place) {
            return new Member(member.memberId(), member.clientId(), member.host(),
                    Figure.of(member.assignment().size(), place.locale()), AssignedTopic.of(member.assignment()));
        }
    }
}
