package dev.tidemark.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of the past. Older samples are merged into coarser ones, and dropped in the end.
 *
 * @param enabled whether anything is written
 * @param every the least time between two samples of a group
 * @param rawFor how long every sample is kept
 * @param fiveMinutesFor how long one sample for five minutes is kept
 * @param hoursFor how long one sample an hour is kept
 * @param mostSeries how many groups and topics are written; what is beyond is counted as dropped
 */
@ConfigurationProperties(prefix = "tidemark.history", ignoreUnknownFields = false)
public record HistoryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration every,
        @DefaultValue("24h") Duration rawFor, @DefaultValue("14d") Duration fiveMinutesFor,
        @DefaultValue("180d") Duration hoursFor, @DefaultValue("100000") int mostSeries) {
    public HistoryProperties {
        if (rawFor.compareTo(fiveMinutesFor) > 0 || fiveMinutesFor.compareTo(hoursFor) > 0) {
            throw new IllegalArgumentException(
                    "tidemark.history: raw-for must not be longer than five-minutes-for, nor that than hours-for");
        }
    }
}
