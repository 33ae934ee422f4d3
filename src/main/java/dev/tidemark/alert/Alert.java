package dev.tidemark.alert;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message, as the generic format sends it; its names are a contract. The other formats send {@code text} alone.
 *
 * @param id the same however often it is sent
 * @param kind {@code firing}, {@code resolved}, {@code reset-waiting}, {@code reset-not-resumed}, {@code reset-stuck} or
 *     {@code reset-overwritten}
 * @param verdict null for a reset
 * @param reason why, in one sentence
 * @param since when the trouble began, or when the reset was asked for
 * @param lag null when not known, and for a reset
 * @param reset null for anything but a reset
 * @param approvers null before anybody has approved, and for anything but a reset
 * @param url where to look; null when it is not configured
 * @param text all of it as people read it
 */
public record Alert(String id, String kind, Instant at, String instanceId, String instanceName, String group,
        @Nullable String verdict, String reason, Instant since, @Nullable Long lag, @Nullable Long timeLagSeconds,
        @Nullable String owner, @Nullable Long reset, @Nullable String requester, @Nullable List<String> approvers,
        @Nullable String url, String text) {
}
