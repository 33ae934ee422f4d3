package dev.tidemark.offsetreset.web;

import dev.tidemark.kafka.InvalidInput;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The time zones a form offers and takes: UTC, and IANA's regions with a city. Abbreviations such as CST name several
 * zones, and nothing else ever means UTC.
 */
public final class TimeZones {
    public static final String UTC = "UTC";
    private static final Set<String> REGIONS = Set.of("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic",
            "Australia", "Europe", "Indian", "Pacific");
    private static final List<String> COMMON = List.of(UTC, "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore",
            "Asia/Tokyo", "Asia/Kolkata", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles");
    private static final Set<String> CITIES = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> id.contains("/") && REGIONS.contains(id.substring(0, id.indexOf('/'))))
            .collect(Collectors.toCollection(TreeSet::new));

    private TimeZones() {
    }

    /** Every choice but the common ones, in the order of their names. */
    public static List<String> others() {
        return CITIES.stream().filter(id -> !COMMON.contains(id)).toList();
    }

    public static List<Choice> common(Locale locale) {
        return COMMON.stream().map(id -> new Choice(id, id.equals(UTC)
                ? id
                : id + " · " + ZoneId.of(id).getDisplayName(TextStyle.FULL, locale))).toList();
    }

    public static boolean isKnown(String id) {
        return id.equals(UTC) || CITIES.contains(id);
    }

    /**
     * The zone of that name.
     *
     * @throws InvalidInput when there is none, or when the name could mean several
     */
    static ZoneId of(String id) {
        if (!isKnown(id)) {
            throw InvalidInput.coded("zone", "zone", id);
        }
        return id.equals(UTC) ? ZoneOffset.UTC : ZoneId.of(id);
    }

    /** A zone, with what people call it. */
    public record Choice(String id, String label) {
    }
}
