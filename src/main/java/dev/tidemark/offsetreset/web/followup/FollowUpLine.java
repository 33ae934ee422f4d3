package dev.tidemark.offsetreset.web.followup;

import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.followup.FollowUp;
import dev.tidemark.offsetreset.followup.FollowUp.Figures;
import dev.tidemark.offsetreset.followup.FollowUp.State;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a group after a reset in one sentence, in parts; a part that does not apply is null.
 *
 * @param sentenceKey what happened, to be followed by {@code when}
 * @param idle whether there is no consumer at present, although there were some
 * @param percent for a progress bar
 * @param noData whether nothing is known of how it is now; {@code lastSeen} says since when, null if never
 */
public record FollowUpLine(String id, String href, String group, String instance, String badgeKey, String tone,
        String sentenceKey, When when, boolean idle, @Nullable Integer percent, String messages,
        @Nullable When expected,
        @Nullable Stuck stuck, int unknown, boolean noData, @Nullable When lastSeen) {
    public static FollowUpLine of(FollowUp followUp, Locale locale, Instant now) {
        State state = followUp.state();
        Figures figures = followUp.figures();
        boolean noData = state.isOpen() && !followUp.isFresh(now);
        boolean reads = state == State.RESUMED;
        boolean counts = reads || state == State.STUCK
                || (state == State.NOT_RESUMED && followUp.resumedAt().isPresent());
        return new FollowUpLine(Long.toString(followUp.subject().reset()), "/resets/" + followUp.subject().reset(),
                followUp.subject().group().value(), followUp.subject().instance().value(), "follow-up.state." + state,
                tone(state), sentenceKey(followUp),
                When.of(reads ? followUp.resumedAt().orElse(followUp.since()) : followUp.since(), now),
                (reads || state == State.STUCK) && followUp.idleSince().isPresent(),
                counts && figures.percent().isPresent() ? (Integer) figures.percent().getAsInt() : null,
                NumberFormat.getIntegerInstance(locale).format(figures.messages().orElse(0)),
                reads && !noData ? followUp.expectedEnd().map(end -> When.of(end, now)).orElse(null) : null,
                reads || state == State.STUCK ? Stuck.of(figures.stuck()).orElse(null) : null,
                state.isOpen() && followUp.observedAt().isPresent() ? figures.unknown() : 0, noData,
                followUp.observedAt().map(at -> When.of(at, now)).orElse(null));
    }

    private static String sentenceKey(FollowUp followUp) {
        State state = followUp.state();
        boolean gone = state == State.NOT_RESUMED && followUp.resumedAt().isPresent();
        boolean alone = state == State.RESUMED && followUp.membersAt().isEmpty();
        return gone ? "follow-up.gone" : alone ? "follow-up.without-members" : "follow-up.sentence." + state;
    }

    private static String tone(State state) {
        return switch (state) {
            case CAUGHT_UP -> "good";
            case WAITING, RESUMED -> "warn";
            case NOT_RESUMED, STUCK, OVERWRITTEN -> "bad";
            case SUPERSEDED, CLOSED -> "quiet";
        };
    }

    /** The partitions that do not move, the first three by name. */
    record Stuck(String key, String names, int more) {
        private static final int NAMED = 3;

        static Optional<Stuck> of(List<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return Optional.empty();
            }
            String names = partitions.stream().limit(NAMED).map(TopicPartition::toString)
                    .collect(Collectors.joining(", "));
            int more = partitions.size() - NAMED;
            return Optional.of(new Stuck(partitions.size() == 1
                    ? "follow-up.stuck.one"
                    : more > 0 ? "follow-up.stuck.more" : "follow-up.stuck.some", names, more));
        }
    }

    /** A time as short as it can be: without the date where that is today's. */
    record When(String iso, String text) {
        private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);
        private static final DateTimeFormatter ANY_DAY = DateTimeFormatter
                .ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

        static When of(Instant at, Instant now) {
            boolean today = at.atOffset(ZoneOffset.UTC).toLocalDate()
                    .equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
            return new When(at.toString(), (today ? TODAY : ANY_DAY).format(at));
        }
    }
}
