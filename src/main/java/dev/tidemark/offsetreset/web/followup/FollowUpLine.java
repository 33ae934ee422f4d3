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
 * @param idle whether there is no consumer at present, although there were some
 * @param stuck the partitions that do not move
 * @param unknown how many partitions could not be read
 * @param noData that nothing is known of how it is now
 */
public record FollowUpLine(Reset reset, Badge badge, Sentence sentence, boolean idle, Progress progress,
        @Nullable Stuck stuck, int unknown, @Nullable NoData noData) {
    public static FollowUpLine of(FollowUp followUp, Locale locale, Instant now) {
        State state = followUp.state();
        boolean reads = state == State.RESUMED;
        boolean noData = state.isOpen() && !followUp.isFresh(now);
        return new FollowUpLine(Reset.of(followUp.subject()), new Badge("follow-up.state." + state, tone(state)),
                new Sentence(sentenceKey(followUp), When.of(
                        reads ? followUp.resumedAt().orElse(followUp.since()) : followUp.since(), now)),
                (reads || state == State.STUCK) && followUp.idleSince().isPresent(),
                Progress.of(followUp, noData, locale, now),
                reads || state == State.STUCK ? Stuck.of(followUp.figures().stuck()).orElse(null) : null,
                state.isOpen() && followUp.observedAt().isPresent() ? followUp.figures().unknown() : 0,
                noData ? new NoData(followUp.observedAt().map(at -> When.of(at, now)).orElse(null)) : null);
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

    /** The reset that is followed, and its group. */
    record Reset(String id, String href, String group, String instance) {
        static Reset of(FollowUp.Subject subject) {
            return new Reset(Long.toString(subject.reset()), "/resets/" + subject.reset(), subject.group().value(),
                    subject.instance().value());
        }
    }

    /** The state in a word; {@code key} is the message with it. */
    record Badge(String key, String tone) {
    }

    /** What happened, and when. */
    record Sentence(String key, When when) {
    }

    /**
     * How far the group has read what the reset gave it to read.
     *
     * @param percent for a progress bar; null where there is nothing to count
     * @param expected when it will have read all at the pace of now; null where that is not known
     */
    record Progress(@Nullable Integer percent, String messages, @Nullable When expected) {
        static Progress of(FollowUp followUp, boolean noData, Locale locale, Instant now) {
            Figures figures = followUp.figures();
            State state = followUp.state();
            boolean counts = state == State.RESUMED || state == State.STUCK
                    || (state == State.NOT_RESUMED && followUp.resumedAt().isPresent());
            return new Progress(
                    counts && figures.percent().isPresent() ? (Integer) figures.percent().getAsInt() : null,
                    NumberFormat.getIntegerInstance(locale).format(figures.messages().orElse(0)),
                    state == State.RESUMED && !noData
                            ? followUp.expectedEnd().map(end -> When.of(end, now)).orElse(null)
                            : null);
        }
    }

    /** Nothing was read lately; {@code since} is null where nothing ever was. */
    record NoData(@Nullable When since) {
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
