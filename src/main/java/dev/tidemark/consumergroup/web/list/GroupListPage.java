package dev.tidemark.consumergroup.web.list;

import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.web.GroupLinks;
import dev.tidemark.consumergroup.web.GroupSort;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.PageHeading;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.Pager;
import dev.tidemark.webkit.StaleReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of an instance's consumer groups.
 *
 * @param lag whether the columns that cost a call for each group are filled in
 * @param lagHref the same page with them; by itself where scripts run, as a link where they do not
 * @param export all groups under the same search and filter as a file
 * @param trouble why the list is old; null when it is not
 */
public record GroupListPage(PageHeading heading, Search search, List<GroupRow> rows, Pager pager, boolean lag,
        String lagHref, Sorting sorting, String export, Moment observed, @Nullable StaleReason trouble) {
    public static GroupListPage of(ViewContext context, GroupQuery query, boolean byState,
            Observed<GroupListing> listing, LagColumn column, GroupSort sort,
            Map<ConsumerGroupId, Observed<GroupOffsets>> offsets) {
        GroupLinks links = context.links();
        String state = query.state().map(GroupState::label).orElse("");
        int offset = query.page().offset();
        GroupListing found = listing.value();
        // Sorting holds within a page, so the next page is not a continuation of it.
        LagColumn next = column == LagColumn.DEFERRED ? LagColumn.DEFERRED : LagColumn.SHOWN;
        Pager pager = Pager.of(offset, query.page().limit(), found.groups().size(), found.total(), context.locale(),
                other -> links.list(query.search(), state, other, next, GroupSort.NAME));
        return new GroupListPage(context.heading(context.title()),
                new Search(query.search(), byState ? choices(state) : List.of(),
                        !query.search().isEmpty() || !state.isEmpty()),
                GroupRow.of(found.groups(), offsets, column, sort, context), pager, column != LagColumn.DEFERRED,
                links.list(query.search(), state, offset, LagColumn.SHOWN, sort),
                new Sorting(column == LagColumn.SORTED ? "lag" : sort.parameter(),
                        found.groups().size() == found.total(),
                        links.list(query.search(), state, offset, next, GroupSort.NAME),
                        links.list(query.search(), state, offset, next, GroupSort.STATE),
                        links.list(query.search(), state, offset, next, GroupSort.MEMBERS),
                        links.list(query.search(), state, offset, LagColumn.SORTED, GroupSort.NAME)),
                links.listExport(query.search(), state), Moment.of(oldest(listing, offsets), context.now()),
                StaleReason.of(listing.problem()));
    }

    private static Instant oldest(Observed<GroupListing> listing,
            Map<ConsumerGroupId, Observed<GroupOffsets>> offsets) {
        return Stream.concat(Stream.of(listing.observedAt()), offsets.values().stream().map(Observed::observedAt))
                .min(Comparator.naturalOrder()).orElseThrow();
    }

    private static List<StateChoice> choices(String chosen) {
        return Stream.of("", GroupState.STABLE.label(), GroupState.EMPTY.label())
                .map(value -> new StateChoice(value, value.equals(chosen))).toList();
    }

    /**
     * What the list is searched for.
     *
     * @param states what can be filtered by; empty where the API of the instance filters by no state
     * @param any whether something is searched for, so that an empty list means "none match" and not "none"
     */
    record Search(String text, List<StateChoice> states, boolean any) {
    }

    /**
     * How the page is sorted, and where it is sorted otherwise.
     *
     * @param by {@code lag}, {@code state}, {@code members}, or nothing for the order of names
     * @param wholeList whether all groups are on this page, so that its order is that of all
     */
    record Sorting(String by, boolean wholeList, String nameHref, String stateHref, String membersHref,
            String lagHref) {
    }

    /** One entry of the state filter; an empty value stands for any. */
    record StateChoice(String value, boolean chosen) {
    }
}
