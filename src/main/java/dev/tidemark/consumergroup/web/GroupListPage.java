package dev.tidemark.consumergroup.web;

import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.observation.Observed;
import dev.tidemark.web.Moment;
import dev.tidemark.web.Pager;
import dev.tidemark.web.Trouble;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of an instance's consumer groups, ready to print.
 *
 * @param instanceId the instance
 * @param instance its name where known, else its id
 * @param action where the search form leads
 * @param all the same list without search and filter
 * @param filtered whether something is searched for, so that an empty list means "none match" and not "none"
 * @param states what can be filtered by
 * @param trouble why the list is old; null when it is not
 */
record GroupListPage(String instanceId, String instance, String action, String all, String search, boolean filtered,
        List<StateChoice> states, List<Row> rows, Pager pager, Moment observed, @Nullable Trouble trouble) {
    static GroupListPage of(Place place, GroupQuery query, Observed<GroupListing> listing) {
        GroupLinks links = place.links();
        String state = query.state().map(GroupState::label).orElse("");
        GroupListing found = listing.value();
        Pager pager = Pager.of(query.page().offset(), query.page().limit(), found.groups().size(), found.total(),
                place.locale(), offset -> links.list(query.search(), state, offset));
        return new GroupListPage(place.instance().value(), place.title(), links.list(), links.list("", "", 0),
                query.search(), !query.search().isEmpty() || !state.isEmpty(), choices(state),
                found.groups().stream().map(entry -> Row.of(entry, links)).toList(), pager,
                Moment.of(listing.observedAt(), place.now()), Trouble.of(listing.problem()));
    }

    private static List<StateChoice> choices(String chosen) {
        return Stream.of("", GroupState.STABLE.label(), GroupState.EMPTY.label())
                .map(value -> new StateChoice(value, value.equals(chosen))).toList();
    }

    /** One entry of the state filter; an empty value stands for any. */
    record StateChoice(String value, boolean chosen) {
    }

    /**
     * One consumer group.
     *
     * @param state null when the cloud listed the group but did not describe it
     */
    record Row(String group, String href, @Nullable StateBadge state, String protocolType) {
        static Row of(GroupListing.Entry entry, GroupLinks links) {
            return new Row(entry.group().value(), links.group(entry.group()),
                    entry.state().map(StateBadge::of).orElse(null), entry.protocolType());
        }
    }
}
