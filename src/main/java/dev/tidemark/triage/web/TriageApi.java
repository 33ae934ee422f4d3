package dev.tidemark.triage.web;

import dev.tidemark.access.Operator;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.lag.GroupHealth;
import dev.tidemark.lag.VerdictMessages;
import dev.tidemark.lag.retention.DataLoss;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.triage.Acknowledgement;
import dev.tidemark.triage.TriageFilter;
import dev.tidemark.triage.TriagePage;
import dev.tidemark.triage.TriageService;
import dev.tidemark.triage.TriageTab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which consumer groups are in trouble, the most severe first. */
@RestController
@RequestMapping("/api/v1/triage")
class TriageApi {
    private final TriageService triage;
    private final VerdictMessages words;

    TriageApi(TriageService triage, VerdictMessages words) {
        this.triage = triage;
        this.words = words;
    }

    /**
     * Lists the consumer groups of every instance, the most severe first. The data comes from samples taken in the
     * background, so this answers at once.
     *
     * @param instance the id of one instance
     * @param verdict verdicts between commas: {@code LOST}, {@code STOP}, {@code STALL}, {@code REWIND},
     *     {@code WARN}, {@code NOT_ENOUGH_DATA}, {@code ABANDONED}, {@code OK}
     * @param owner the label of the team the group belongs to
     * @param search a part of the group's name
     * @param acknowledged whether to list only those that are acknowledged
     * @param tab a part of triage: {@code attention}, {@code catching-up}, {@code abandoned}, {@code acknowledged} or
     *     {@code all}
     * @param offset how many groups to skip
     * @param limit how many groups to return at most, 1 to 50
     */
    @GetMapping
    Answer triage(Operator operator, @RequestParam(defaultValue = "") String instance,
            @RequestParam(defaultValue = "") String verdict, @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "false") boolean acknowledged,
            @RequestParam(defaultValue = "") String tab,
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        TriagePage found = triage.find(operator,
                new TriageFilter(instance.strip(), VerdictFilter.parse(verdict), owner, search,
                        acknowledged ? TriageTab.ACKNOWLEDGED : TabParameter.parse(tab).orElse(TriageTab.ALL)),
                new PageRequest(offset, limit));
        return new Answer(found.total(), found.observedAt().orElse(null), found.failed(),
                found.groups().stream().map(this::row).toList());
    }

    private Row row(TriagePage.Row row) {
        GroupHealth group = row.group();
        Rates rates = group.rates();
        return new Row(group.instance().value(), group.group().value(),
                group.membership().state().map(GroupState::label).orElse(null), group.verdict().name(),
                words.why(group, Locale.ENGLISH), group.since(), group.lag().messages(),
                seconds(rates.timeLag().map(TimeLag::estimate)),
                rates.timeLag().filter(TimeLag::isLowerBound).isPresent(),
                seconds(rates.timeLag().map(TimeLag::least)), seconds(rates.timeLag().flatMap(TimeLag::most)),
                rates.produced(), rates.consumed(),
                seconds(rates.drain()),
                group.membership().members(), group.subject().owner().orElse(null),
                row.acknowledgement().map(Acknowledged::of).orElse(null),
                group.impact().loss().flatMap(DataLoss::deletedFrom).orElse(null),
                group.impact().loss().map(loss -> OptionalLong.of(loss.lost())).orElse(OptionalLong.empty()),
                words.churn(group, Locale.ENGLISH).orElse(null), group.observedAt());
    }

    private static OptionalLong seconds(Optional<Duration> span) {
        return span.map(some -> OptionalLong.of(some.toSeconds())).orElse(OptionalLong.empty());
    }

    /**
     * A page of consumer groups, the most severe first.
     *
     * @param total how many match
     * @param observedAt when the last sweep ended; null before the first one has
     * @param failed groups and instances that the last sweep could not read
     */
    public record Answer(long total, @Nullable Instant observedAt, int failed, List<Row> groups) {
    }

    /**
     * One consumer group and its health.
     *
     * @param group its name
     * @param state Kafka's name of the state
     * @param verdict {@code LOST} (gone although it had committed offsets), {@code STOP}, {@code STALL}, {@code REWIND},
     *     {@code WARN}, {@code NOT_ENOUGH_DATA}, {@code ABANDONED} or {@code OK}
     * @param reason one sentence that says why
     * @param since when the verdict was first given
     * @param lag messages not yet read
     * @param timeLagSeconds about how old the oldest unread message is, between the two bounds that hold
     * @param timeLagIsLowerBound whether it is at least so old, rather than about so old
     * @param timeLagMinSeconds it is at least so old
     * @param timeLagMaxSeconds it is at most so old; null where nothing says so
     * @param produceRate messages a second
     * @param consumeRate messages a second
     * @param drainSeconds until the lag is gone; null for never, and when nothing is known
     * @param owner the team it belongs to
     * @param acknowledged the acknowledgement that holds now
     * @param unreadDeletedFrom when retention may delete the first unread message; null where that is not known
     * @param lostMessages deleted before the group read them; null where that is not known
     * @param churn one sentence that says which members come and go; null where they do not
     * @param observedAt when the group was last read
     */
    record Row(String instanceId, String group, @Nullable String state, String verdict, String reason, Instant since,
            OptionalLong lag, OptionalLong timeLagSeconds, boolean timeLagIsLowerBound, OptionalLong timeLagMinSeconds,
            OptionalLong timeLagMaxSeconds, OptionalDouble produceRate,
            OptionalDouble consumeRate, OptionalLong drainSeconds, OptionalInt members, @Nullable String owner,
            @Nullable Acknowledged acknowledged, @Nullable Instant unreadDeletedFrom, OptionalLong lostMessages,
            @Nullable String churn, Instant observedAt) {
    }

    /**
     * Who knows of the trouble, and until when it steps aside.
     *
     * @param by the operator's name
     * @param reason what is known about it
     */
    record Acknowledged(String by, String reason, Instant at, Instant until) {
        static Acknowledged of(Acknowledgement made) {
            return new Acknowledged(made.by(), made.reason(), made.at(), made.until());
        }
    }
}
