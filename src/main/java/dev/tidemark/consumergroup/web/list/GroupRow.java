package dev.tidemark.consumergroup.web.list;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.web.GroupSort;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.StateBadge;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.Lag;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Figure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One consumer group of a list.
 *
 * @param state null when the cloud listed the group but did not describe it
 * @param topics unknown until the offsets were read
 * @param lag the sum of what is known; unknown until the offsets were read
 * @param unknown how many partitions a known lag leaves out, because theirs is unknown
 * @param partial whether the lag is of the first topics only, because the group has more than one call tells
 */
record GroupRow(String group, String href, @Nullable StateBadge state, Figure members, String protocolType,
        Figure topics, Figure lag, long unknown, boolean partial) {
    static List<GroupRow> of(List<GroupListing.Entry> entries, Map<ConsumerGroupId, Observed<GroupOffsets>> offsets,
            LagColumn column, GroupSort sort, ViewContext place) {
        Stream<GroupListing.Entry> ordered = column == LagColumn.SORTED
                ? entries.stream().sorted(Comparator.comparing((GroupListing.Entry entry) -> lag(offsets, entry))
                        .reversed())
                : sort.of(entries.stream());
        return ordered
                .map(entry -> row(entry, Optional.ofNullable(offsets.get(entry.group())).map(Observed::value), place))
                .toList();
    }

    private static Lag lag(Map<ConsumerGroupId, Observed<GroupOffsets>> offsets, GroupListing.Entry entry) {
        Observed<GroupOffsets> found = offsets.get(entry.group());
        return found == null ? Lag.unknown() : found.value().lag();
    }

    private static GroupRow row(GroupListing.Entry entry, Optional<GroupOffsets> offsets, ViewContext place) {
        Locale locale = place.locale();
        return new GroupRow(entry.group().value(), place.links().group(entry.group()),
                entry.state().map(StateBadge::of).orElse(null),
                Figure.of(asLong(entry.members()), locale, "groups.state.unknown"), entry.protocolType(),
                Figure.of(offsets.map(found -> OptionalLong.of(found.total())).orElse(OptionalLong.empty()), locale,
                        "unknown.unread"),
                Figure.of(offsets.map(found -> found.lag().messages()).orElse(OptionalLong.empty()), locale,
                        offsets.isPresent() ? "unknown.nothing-known" : "unknown.unread"),
                offsets.filter(found -> found.lag().isKnown()).map(GroupOffsets::partitionsWithoutLag).orElse(0L),
                offsets.filter(found -> found.total() > found.topics().size()).isPresent());
    }

    private static OptionalLong asLong(OptionalInt number) {
        return number.isPresent() ? OptionalLong.of(number.getAsInt()) : OptionalLong.empty();
    }
}
