package dev.tidemark.lag;

import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.lag.GroupHealth.Membership;
import dev.tidemark.lag.GroupHealth.Subject;
import dev.tidemark.lag.GroupHealth.TopicLag;
import dev.tidemark.lag.LagProperties.ImpactRules;
import dev.tidemark.lag.churn.Churn;
import dev.tidemark.lag.retention.DataLoss;
import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import dev.tidemark.lag.timeindex.OffsetTimeIndex.TopicIndex;
import dev.tidemark.lag.timeindex.TimeLag;
import dev.tidemark.lag.verdict.AllowedLag;
import dev.tidemark.lag.verdict.Finding;
import dev.tidemark.lag.verdict.PartitionSamples;
import dev.tidemark.lag.verdict.Rates;
import dev.tidemark.lag.verdict.Verdict;
import dev.tidemark.lag.verdict.VerdictRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the samples of a group say about it: every partition is judged, and the group has the verdict of the worst. Pure. */
final class GroupJudgement {
    private final KafkaInstance instance;
    private final GroupListing.Entry group;
    private final boolean committedMoved;
    private final List<Judged> partitions;

    private GroupJudgement(KafkaInstance instance, GroupListing.Entry group, boolean committedMoved,
            List<Judged> partitions) {
        this.instance = instance;
        this.group = group;
        this.committedMoved = committedMoved;
        this.partitions = partitions;
    }

    static GroupJudgement of(KafkaInstance instance, GroupListing.Entry group, SampleWindow window,
            OffsetTimeIndex times, AllowedLag allowed) {
        boolean hasMembers = group.members().orElse(0) > 0;
        Map<String, TopicIndex> byTopic = new HashMap<>();
        return new GroupJudgement(instance, group, window.committedMoved(),
                window.histories().entrySet().stream().map(entry -> {
                    TopicPartition partition = entry.getKey();
                    PartitionSamples seen = entry.getValue();
                    Rates rates = Rates.of(seen, byTopic.computeIfAbsent(partition.topic(),
                            topic -> times.of(instance.id(), topic)).partition(partition.partition()));
                    return new Judged(partition, VerdictRules.judge(partition, seen, rates, hasMembers, allowed), rates,
                            seen.lagNow());
                }).toList());
    }

    /**
     * @param before how the group was judged the last time, so that it is known since when the verdict holds
     * @param loss what it loses to retention
     * @param churn that its members come and go
     * @param committedWithoutMembersAt when offsets were last seen to move in the Empty group
     */
    GroupHealth triage(LagProperties properties, Optional<GroupHealth> before,
            Optional<Instant> committedWithoutMembersAt, Optional<DataLoss> loss, Optional<Churn> churn,
            Instant at) {
        GroupKey key = new GroupKey(instance.id(), group.group());
        Optional<Instant> inactiveSince = inactiveSince(before, at);
        Finding partition = worst();
        Finding worst = inactiveSince
                .map(since -> abandoned(partition, Duration.between(since, at), properties.impact())).orElse(partition);
        Rates rates = rates();
        Lag total = Lag.total(partitions.stream().map(Judged::lag));
        return new GroupHealth(new Subject(key, instance.name(), properties.ownerOf(key)),
                new Membership(group.state(), group.members(), committedWithoutMembersAt, inactiveSince, churn), worst,
                before.filter(last -> last.verdict() == worst.verdict()).map(GroupHealth::since).orElse(at),
                Impact.of(worst, rates, properties.impact().weightOf(key, instance.tags()), loss,
                        at.plus(properties.impact().dataLossLead()), churn.isPresent()),
                total, rates, topics(), trend(before, total), at);
    }

    /** Nothing reads with it: it has no members, and no committed offset moved since it was read before. */
    private Optional<Instant> inactiveSince(Optional<GroupHealth> before, Instant at) {
        boolean inactive = group.members().isPresent() && group.members().getAsInt() == 0 && !committedMoved;
        return inactive
                ? before.flatMap(last -> last.membership().inactiveSince()).or(() -> Optional.of(at))
                : Optional.empty();
    }

    private static Finding abandoned(Finding worst, Duration inactive, ImpactRules rules) {
        Optional<Duration> limit = switch (worst.why()) {
            case NO_MEMBERS -> Optional.of(rules.abandonedAfter());
            case LEFT_BEHIND -> Optional.of(rules.abandonedIdleAfter());
            default -> Optional.empty();
        };
        return limit.filter(after -> inactive.compareTo(after) >= 0).map(_ -> worst.abandoned(inactive)).orElse(worst);
    }

    private Rates rates() {
        List<Rates> known = partitions.stream().map(Judged::rates).filter(each -> each.timeLag().isPresent()).toList();
        boolean drains = !known.isEmpty() && known.stream().allMatch(each -> each.drain().isPresent());
        Optional<Duration> drain = drains
                ? known.stream().map(each -> each.drain().orElseThrow()).max(Comparator.naturalOrder())
                : Optional.empty();
        return new Rates(longest(known.stream()), sum(Rates::produced), sum(Rates::consumed), drain);
    }

    private Finding worst() {
        return partitions.stream().map(Judged::finding)
                .min(Comparator.comparing(Finding::verdict).thenComparing(Finding::lag, Comparator.reverseOrder())
                        .thenComparing(Finding::partition))
                .orElse(new Finding(Verdict.NOT_ENOUGH_DATA, Finding.Why.NEVER_COMMITTED, new TopicPartition("-", 0),
                        Lag.unknown(), 0, Duration.ZERO));
    }

    /** Of the partitions whose rate is known; unknown when none is. */
    private OptionalDouble sum(Function<Rates, OptionalDouble> rate) {
        return partitions.stream().map(Judged::rates).map(rate).filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble).reduce(Double::sum).map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private List<TopicLag> topics() {
        Map<String, List<Judged>> byTopic = partitions.stream()
                .collect(Collectors.groupingBy(each -> each.partition().topic(), TreeMap::new, Collectors.toList()));
        return byTopic.entrySet().stream().map(topic -> new TopicLag(topic.getKey(),
                Lag.total(topic.getValue().stream().map(Judged::lag)),
                longest(topic.getValue().stream().map(Judged::rates))))
                .toList();
    }

    private static Optional<TimeLag> longest(Stream<Rates> some) {
        return TimeLag.longest(some.flatMap(each -> each.timeLag().stream()).toList());
    }

    private static List<Long> trend(Optional<GroupHealth> before, Lag now) {
        List<Long> all = Stream.concat(before.stream().flatMap(last -> last.trend().stream()),
                Stream.of(now.messages().orElse(PartitionSamples.NONE))).toList();
        return all.subList(Math.max(0, all.size() - SampleWindow.SAMPLES), all.size());
    }

    private record Judged(TopicPartition partition, Finding finding, Rates rates, Lag lag) {
    }
}
