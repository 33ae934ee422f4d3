package dev.tidemark.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of the past. Older samples are merged into coarser ones, and dropped in the end.
 *
 * @param enabled whether anything is written
 * @param every the least time between two samples of a group
 * @param maxSeries how many groups and topics are written; what is beyond is counted as dropped
 */
@ConfigurationProperties(prefix = "tidemark.history", ignoreUnknownFields = false)
public record HistoryProperties(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration every,
        @DefaultValue Retention retention, @DefaultValue("100000") int maxSeries) {
    /**
     * How long samples are kept.
     *
     * @param raw every sample
     * @param fiveMinutes one for five minutes
     * @param hourly one an hour
     */
    public record Retention(@DefaultValue("24h") Duration raw, @DefaultValue("14d") Duration fiveMinutes,
            @DefaultValue("180d") Duration hourly) {
        public Retention {
            if (raw.compareTo(fiveMinutes) > 0 || fiveMinutes.compareTo(hourly) > 0) {
                throw new IllegalArgumentException("tidemark.history.retention: raw must not be longer than "
                        + "five-minutes, nor five-minutes longer than hourly");
            }
        }
    }
}
