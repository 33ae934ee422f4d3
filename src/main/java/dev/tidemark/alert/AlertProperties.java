package dev.tidemark.alert;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.lag.verdict.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which receiver gets which message.
 *
 * @param dwell how long a group must be in trouble, or out of it, before a message is sent
 * @param verdicts what counts as trouble
 * @param warnAfter how long a group may fall behind before that counts too, where its owner has no rule of their own
 * @param links the address of this dashboard, for the links in messages; empty for none
 * @param giveUpAfter how long a message is tried that a receiver does not take
 */
@ConfigurationProperties(prefix = "tidemark.alerts", ignoreUnknownFields = false)
public record AlertProperties(@DefaultValue("2m") Duration dwell,
        @DefaultValue({
            "LOST", "STOP", "STALL", "REWIND"}) Set<Verdict> verdicts,
        @DefaultValue("15m") Duration warnAfter, @DefaultValue("") String links,
        @DefaultValue("24h") Duration giveUpAfter, @DefaultValue List<Receiver> receivers) {
    public AlertProperties {
        verdicts = Set.copyOf(verdicts);
        receivers = List.copyOf(receivers);
        if (verdicts.contains(Verdict.OK) || verdicts.contains(Verdict.NOT_ENOUGH_DATA)
                || verdicts.contains(Verdict.ABANDONED)) {
            throw new IllegalArgumentException(
                    "tidemark.alerts.verdicts: OK, NOT_ENOUGH_DATA and ABANDONED are no problems");
        }
        if (receivers.stream().map(Receiver::name).distinct().count() < receivers.size()) {
            throw new IllegalArgumentException("tidemark.alerts.receivers: two have the same name, of "
                    + receivers.stream().map(Receiver::name).collect(Collectors.joining(", ")));
        }
    }

    /** The subjects of messages. */
    public enum Topic {
        /** A group is in trouble, or out of it. */
        VERDICTS,
        /** A reset that needs approval was requested. */
        APPROVALS,
        /** After a reset no consumer resumed, the group is stuck, or the reset was overwritten. */
        RESETS
    }

    /** What a receiver reads. */
    public enum Language {
        EN(Locale.ENGLISH), ZH(Locale.SIMPLIFIED_CHINESE);

        private final Locale locale;

        Language(Locale locale) {
            this.locale = locale;
        }

        Locale locale() {
            return locale;
        }
    }

    /**
     * One address that messages are sent to.
     *
     * @param url holds a key with most formats, and is never logged
     * @param secret to sign with; empty for no signature. WeCom and Slack know none
     * @param language of the words
     */
    public record Receiver(String name, WebhookFormat format, URI url, @DefaultValue("") String secret,
            @DefaultValue("*") String instances, @DefaultValue("*") String groups,
            @DefaultValue({
                "VERDICTS", "APPROVALS", "RESETS"}) Set<Topic> topics,
            @DefaultValue("en") Language language) {
        public Receiver {
            topics = Set.copyOf(topics);
            // Binding leaves out what configuration does not name.
            if (Stream.of(Optional.ofNullable(name), Optional.ofNullable(format), Optional.ofNullable(url))
                    .anyMatch(Optional::isEmpty)) {
                throw new IllegalArgumentException(
                        "tidemark.alerts.receivers: each needs a name, a format and a url, and " + name
                                + " lacks some of them");
            }
            if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
                throw new IllegalArgumentException(
                        "tidemark.alerts.receivers: the url of " + name + " must begin with https:// or http://");
            }
            if (!secret.isEmpty() && (format == WebhookFormat.WECOM || format == WebhookFormat.SLACK)) {
                throw new IllegalArgumentException("tidemark.alerts.receivers: " + format + " knows no secret, and "
                        + name + " has one");
            }
        }

        boolean wants(Topic topic, GroupKey group) {
            return topics.contains(topic) && new IdPattern(instances).matches(group.instance().value())
                    && new IdPattern(groups).matches(group.group().value());
        }

        @Override
        public String toString() {
            return name + " (" + format + ")";
        }
    }
}
