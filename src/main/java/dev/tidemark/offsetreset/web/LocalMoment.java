package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.webkit.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/**
 * The one instant that a date and a time on a clock somewhere mean. Where the clocks are changed there can be none or
 * two; then the reader chooses, not we.
 */
public final class LocalMoment {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private LocalMoment() {
    }

    /**
     * Reads a time of a form or of a link; one with an offset of its own needs no zone.
     *
     * @throws InvalidInput when it is no time, when the zone is unknown, or when it exists there never or twice
     */
    public static Instant read(String text, String zone) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return at(local(text), TimeZones.of(zone));
        }
    }

    /** For a person: a moment on the clocks of a zone, with the zone's name. */
    static String words(Instant moment, String zone) {
        return WORDS.format(moment.atZone(TimeZones.of(zone))) + " " + zone;
    }

    private static LocalDateTime local(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException _) {
            throw InvalidInput.coded("datetime", "datetime");
        }
    }

    private static Instant at(LocalDateTime time, ZoneId zone) {
        if (zone.getRules().getValidOffsets(time).size() == 1) {
            return time.atZone(zone).toInstant();
        }
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        throw InvalidInput.coded("datetime", change.isGap() ? "datetime.never" : "datetime.twice", WORDS.format(time),
                zone.getId(), Moment.utc(time.toInstant(change.getOffsetBefore())),
                Moment.utc(time.toInstant(change.getOffsetAfter())));
    }
}
