package dev.tidemark.alert;

import dev.tidemark.alert.AlertProperties.Language;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.followup.FollowUp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Words the messages, in the language of each receiver. */
@Component
class AlertMessages {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int MOST_NAMED = 3;

    private final MessageSource messages;
    private final VerdictMessages lagWords;
    private final AlertProperties properties;

    AlertMessages(MessageSource messages, VerdictMessages lagWords, AlertProperties properties) {
        this.messages = messages;
        this.lagWords = lagWords;
        this.properties = properties;
    }

    Alert firing(OpenAlert trouble, GroupHealth seen, Instant now, Language language) {
        Locale locale = language.locale();
        String reason = lagWords.why(seen, locale);
        Optional<String> link = seen.verdict() == Verdict.LOST
                ? link("/instances/{id}/group/health?name={name}", seen.instance().value(), seen.group().value())
                : link(trouble.group());
        return new Alert(id(), "firing", now, seen.instance().value(), seen.subject().instanceName(),
                seen.group().value(),
                seen.verdict().name(), reason, trouble.since(), boxed(seen),
                seen.rates().timeLag().map(lag -> lag.estimate().toSeconds()).orElse(null),
                seen.subject().owner().orElse(null), null,
                null, null,
                link.orElse(null),
                lines(say("alert.firing", locale, say("verdict." + seen.verdict(), locale), seen.group().value(),
                        place(seen.subject().instanceName(), seen.instance().value())), reason,
                        say("alert.since", locale, UTC.format(trouble.since())),
                        seen.subject().owner().map(owner -> say("alert.owner", locale, owner)), link));
    }

    Alert resolved(OpenAlert trouble, Instant now, Language language) {
        Locale locale = language.locale();
        GroupKey group = trouble.group();
        String reason = say("alert.resolved.reason", locale, say("verdict." + trouble.verdict(), locale),
                lagWords.span(Duration.between(trouble.since(), trouble.fineSince().orElse(now)), locale));
        Optional<String> link = link(group);
        return new Alert(id(), "resolved", now, group.instance().value(), trouble.instanceName(),
                group.group().value(), null, reason, trouble.since(), null, null, null, null, null, null,
                link.orElse(null), lines(say("alert.resolved", locale, group.group().value(),
                        place(trouble.instanceName(), group.instance().value())), reason, "", Optional.empty(), link));
    }

    Alert waiting(ResetRequest reset, Instant now, Language language) {
        Locale locale = language.locale();
        String group = reset.plan().group().value();
        String instance = reset.plan().instance().value();
        Optional<String> link = link("/resets/{id}", reset.id());
        return new Alert(id(), "reset-waiting", now, instance, instance, group, null, reset.reason(),
                reset.requestedAt(), null, null, null, reset.id(), reset.requester(), null, link.orElse(null),
                lines(say("alert.waiting", locale, reset.requester(), group, instance), reset.reason(),
                        say("alert.waiting.until", locale, UTC.format(reset.expiresAt())), Optional.empty(), link));
    }

    /** What went wrong after a reset; names requester and approvers. */
    Alert followUp(FollowUp followUp, Instant now, Language language) {
        Locale locale = language.locale();
        FollowUp.Subject reset = followUp.subject();
        String group = reset.group().value();
        String instance = reset.instance().value();
        Optional<String> link = link("/resets/{id}", reset.reset());
        String key = "follow-up.alert." + followUp.state();
        String reason = say("follow-up.alert.reason." + followUp.state(), locale, UTC.format(followUp.since()),
                followUp.figures().stuck().stream().limit(MOST_NAMED).map(Object::toString)
                        .collect(Collectors.joining(", ")));
        String people = reset.approvers().isEmpty()
                ? say("follow-up.alert.requester", locale, reset.requester())
                : say("follow-up.alert.people", locale, reset.requester(), String.join(", ", reset.approvers()));
        return new Alert(id(), "reset-" + followUp.state().name().toLowerCase(Locale.ROOT).replace('_', '-'), now,
                instance, instance, group, null, reason, followUp.since(), null, null, null, reset.reset(),
                reset.requester(), reset.approvers(), link.orElse(null),
                lines(say(key, locale, group, instance, Long.toString(reset.reset())), reason, people,
                        Optional.empty(), link));
    }

    private Optional<String> link(GroupKey group) {
        return link("/instances/{id}/group?name={name}", group.instance().value(), group.group().value());
    }

    private Optional<String> link(String path, Object... values) {
        return properties.links().isEmpty()
                ? Optional.empty()
                : Optional.of(UriComponentsBuilder.fromUriString(properties.links().replaceFirst("/+$", "") + path)
                        .encode().buildAndExpand(values).toUriString());
    }

    private static String lines(String head, String reason, String when, Optional<String> owner,
            Optional<String> link) {
        StringBuilder text = new StringBuilder(head).append('\n').append(reason);
        if (!when.isEmpty()) {
            text.append('\n').append(when);
        }
        owner.ifPresent(line -> text.append('\n').append(line));
        link.ifPresent(line -> text.append('\n').append(line));
        return text.toString();
    }

    private static String place(String name, String id) {
        return name.isEmpty() ? id : name;
    }

    private static @Nullable Long boxed(GroupHealth seen) {
        return seen.lag().isKnown() ? (Long) seen.lag().messages().getAsLong() : null;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }
}
