package dev.tidemark.offsetreset.web.request;

import dev.tidemark.offsetreset.ResetFilter;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.plan.PlannedPartition.Effect;
import dev.tidemark.offsetreset.web.StatusBadge;
import dev.tidemark.offsetreset.web.TargetWords;
import dev.tidemark.offsetreset.web.followup.FollowUpLine;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.webkit.Link;
import dev.tidemark.webkit.Moment;
import dev.tidemark.webkit.Pager;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resets, the newest first, and above them those that wait for the reader.
 *
 * @param troubled resets in which the reader had a part and whose groups are in trouble since
 * @param filtered whether any filter narrows the list
 */
record ResetListPage(List<FollowUpLine> troubled, List<Row> waiting, List<Row> rows, Pager pager, List<Choice> statuses,
        String instance,
        String group, String person, boolean filtered, boolean only) {
    static ResetListPage of(ResetFilter filter, List<FollowUp> troubled, List<ResetRequest> waiting,
            ResetStore.Page found, Locale locale,
            Instant now) {
        String instance = filter.instance().map(Object::toString).orElse("");
        String group = filter.group().map(Object::toString).orElse("");
        boolean filtered = !filter.statuses().isEmpty() || !instance.isEmpty() || !group.isEmpty()
                || !filter.person().isEmpty();
        return new ResetListPage(troubled.stream().map(each -> FollowUpLine.of(each, locale, now)).toList(),
                waiting.stream().map(request -> Row.of(request, now)).toList(),
                found.requests().stream().map(request -> Row.of(request, now)).toList(),
                Pager.of(filter.page().offset(), filter.page().limit(), found.requests().size(), found.total(), locale,
                        offset -> address(filter, offset)),
                Arrays.stream(ResetStatus.values()).map(status -> new Choice(status.name(), StatusBadge.key(status),
                        filter.statuses().equals(Set.of(status)))).toList(),
                instance, group, filter.person(), filtered, !group.isEmpty());
    }

    private static String address(ResetFilter filter, int offset) {
        return Link.to("/resets")
                .with("status", String.join(",", filter.statuses().stream().map(Enum::name).sorted().toList()))
                .with("instance", filter.instance().map(Object::toString).orElse(""))
                .with("group", filter.group().map(Object::toString).orElse("")).with("person", filter.person())
                .with("offset", offset).toString();
    }

    /** One entry of the filter of states. */
    record Choice(String value, String key, boolean chosen) {
    }

    /** One reset in a line. */
    record Row(String id, StatusBadge status, String group, String instance, TargetWords target,
            String requester, Moment requested, String partitions, boolean skips,
            @Nullable String reason) {
        static Row of(ResetRequest request, Instant now) {
            var plan = request.plan();
            return new Row(Long.toString(request.id()), StatusBadge.of(request.status()),
                    plan.group().value(), plan.instance().value(), TargetWords.of(plan), request.requester(),
                    Moment.of(request.requestedAt(), now), Integer.toString(plan.partitions().size()),
                    plan.partitions().stream().anyMatch(each -> each.effect().equals(Optional.of(Effect.SKIP))),
                    request.reason());
        }
    }
}
