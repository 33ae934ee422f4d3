package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.OffsetRange;
import dev.tidemark.webkit.Figure;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One partition of a group's offsets.
 *
 * @param id of the row, to which links lead
 * @param worst whether no other on the page has more lag
 * @param owner null when no member is known to be assigned
 * @param error the API's code for this partition alone; null when it is fine
 * @param oldest the question how old its oldest unread message is; null when it has none, or none that is known
 */
public record PartitionRow(int number, String id, Figures figures, boolean worst, @Nullable Owner owner,
        String metadata, @Nullable Integer error, @Nullable String oldest) {
    static PartitionRow of(OffsetsContext context, GroupOffsets.Topic topic, PartitionOffsets offsets) {
        return new PartitionRow(offsets.partition(), id(topic.name(), offsets.partition()),
                Figures.of(context, topic, offsets), context.isWorst(offsets),
                context.owners().of(topic.name(), offsets.partition()).map(Owner::of).orElse(null), offsets.metadata(),
                offsets.error().isPresent() ? offsets.error().getAsInt() : null,
                offsets.lag().compareTo(Lag.of(0)) > 0
                        ? context.view().links().oldest(context.group(), topic.name(), offsets.partition())
                        : null);
    }

    public static String id(String topic, int partition) {
        return "partition-" + topic + "-" + partition;
    }

    /** Messages between the commit and the earliest offset: still counted as lag, and never to be read again. */
    static Optional<Long> lost(PartitionOffsets offsets, Optional<OffsetRange> range) {
        return range.filter(held -> offsets.committedOffset().isPresent())
                .map(held -> held.earliestOffset() - offsets.committedOffset().getAsLong()).filter(gone -> gone > 0);
    }

    /**
     * Offsets and lag.
     *
     * @param earliest null unless those of the topic were requested
     * @param share of the page's lag; null when it has none
     * @param lost how many messages were deleted before the group read them; null when none is known to be
     */
    record Figures(@Nullable Figure earliest, Figure committed, Figure logEnd, Figure lag, @Nullable LagShare share,
            @Nullable Figure lost) {
        static Figures of(OffsetsContext context, GroupOffsets.Topic topic, PartitionOffsets offsets) {
            Locale locale = context.view().locale();
            boolean failed = offsets.error().isPresent();
            String why = failed ? "unknown.partition-error" : "unknown.not-committed";
            Optional<OffsetRange> range = context.range(topic.name(), offsets.partition());
            return new Figures(context.ranges(topic.name()).isEmpty() ? null : earliest(range, locale),
                    Figure.of(offsets.committedOffset(), locale, why),
                    Figure.of(offsets.logEndOffset(), locale, failed ? why : "unknown.no-log-end"),
                    Figure.of(offsets.lag().messages(), locale, why),
                    LagShare.of(offsets.lag(), context.whole(), locale),
                    PartitionRow.lost(offsets, range).map(gone -> Figure.of(gone, locale)).orElse(null));
        }

        private static Figure earliest(Optional<OffsetRange> range, Locale locale) {
            return Figure.of(range.map(held -> OptionalLong.of(held.earliestOffset())).orElse(OptionalLong.empty()),
                    locale, "unknown.earliest");
        }
    }

    /** The member that reads a partition. */
    record Owner(String clientId, String host) {
        static Owner of(Member member) {
            return new Owner(member.clientId(), member.host());
        }
    }
}
