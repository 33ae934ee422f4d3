package dev.tidemark.lag;

import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.lag.verdict.AllowedLag;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lag is watched over time.
 *
 * @param enabled whether this process sweeps at all
 * @param interval from the beginning of one sweep to that of the next; a sweep that takes longer is followed at once
 * @param allowedLag messages up to which a partition counts as caught up, where no allowance says otherwise
 * @param thresholds other allowed lags for some groups; the first that matches holds
 * @param owners whom groups belong to; the first that matches holds
 * @param include patterns of group names to watch
 * @param exclude patterns of group names not to watch, even when included
 * @param lease how long a replica that sweeps may say nothing before another takes over
 * @param partitionMetrics whether every partition gets series of its own
 * @param impact what comes first in triage
 * @param lost what is done about groups that are gone
 * @param timeHorizon how far back the time of messages is known, from 1 h to 400 d: as long as the longest retention of the
 *     topics watched; of an older message it is only known to be older
 */
@ConfigurationProperties(prefix = "tidemark.lag", ignoreUnknownFields = false)
public record LagProperties(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration interval,
        @DefaultValue("0") long allowedLag, @DefaultValue List<Allowance> thresholds,
        @DefaultValue List<Owner> owners, @DefaultValue("*") List<String> include,
        @DefaultValue List<String> exclude, @DefaultValue("40s") Duration lease,
        @DefaultValue("false") boolean partitionMetrics, @DefaultValue ImpactRules impact, @DefaultValue LostRules lost,
        @DefaultValue("7d") Duration timeHorizon) {
    private static final Duration SHORTEST_HORIZON = Duration.ofHours(1);
    private static final Duration LONGEST_HORIZON = Duration.ofDays(400);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);

    public LagProperties {
        thresholds = List.copyOf(thresholds);
        owners = List.copyOf(owners);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("tidemark.lag.interval must be longer than nothing");
        }
        if (timeHorizon.compareTo(SHORTEST_HORIZON) < 0 || timeHorizon.compareTo(LONGEST_HORIZON) > 0) {
            throw new IllegalArgumentException("tidemark.lag.time-horizon must be from 1h to 400d");
        }
        if (lease.compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("tidemark.lag.lease must be at least " + SHORTEST_LEASE.toSeconds()
                    + " s: it is renewed every 5 s");
        }
    }

    boolean watches(String group) {
        return include.stream().anyMatch(pattern -> new IdPattern(pattern).matches(group))
                && exclude.stream().noneMatch(pattern -> new IdPattern(pattern).matches(group));
    }

    AllowedLag allowedFor(GroupKey group) {
        return thresholds.stream().filter(each -> matches(each.instances(), each.groups(), group)).findFirst()
                .map(each -> new AllowedLag(each.messages() == null ? allowedLag : each.messages(),
                        Optional.ofNullable(each.time())))
                .orElse(AllowedLag.messages(allowedLag));
    }

    Optional<String> ownerOf(GroupKey group) {
        return owners.stream().filter(each -> matches(each.instances(), each.groups(), group)).findFirst()
                .map(Owner::label);
    }

    /** How long a group may fall behind by the rule of its owner; empty where there is none. */
    public Optional<Duration> warnAfter(GroupKey group) {
        return owners.stream().filter(each -> matches(each.instances(), each.groups(), group)).findFirst()
                .flatMap(owner -> Optional.ofNullable(owner.warnAfter()));
    }

    private static boolean matches(String instances, String groups, GroupKey group) {
        return new IdPattern(instances).matches(group.instance().value())
                && new IdPattern(groups).matches(group.group().value());
    }

    /**
     * How much lag is acceptable.
     *
     * @param messages null for the default
     * @param time age of the oldest unread message that is acceptable, however many there are; null for none
     */
    public record Allowance(@DefaultValue("*") String instances, @DefaultValue("*") String groups,
            @Nullable Long messages, @Nullable Duration time) {
        public Allowance {
            if (messages == null && time == null) {
                throw new IllegalArgumentException("tidemark.lag.thresholds: neither messages nor time is given");
            }
        }
    }

    /**
     * What comes first in triage.
     *
     * @param abandonedAfter how long a group is without members and without progress until it counts as abandoned
     * @param abandonedIdleAfter the same where no messages arrive either
     * @param dataLossLead how long before unread messages are deleted that comes first
     * @param weights the first that matches holds, and zero where none does; without any, what is tagged env=prod weighs 100
     */
    public record ImpactRules(@DefaultValue("1d") Duration abandonedAfter,
            @DefaultValue("1d") Duration abandonedIdleAfter, @DefaultValue("4h") Duration dataLossLead,
            @DefaultValue List<Weight> weights) {
        private static final List<Weight> PRODUCTION = List.of(new Weight("*", "*", "env=prod", 100));

        public ImpactRules {
            weights = weights.isEmpty() ? PRODUCTION : List.copyOf(weights);
        }

        int weightOf(GroupKey group, Map<String, String> tags) {
            return weights.stream()
                    .filter(each -> matches(each.instances(), each.groups(), group) && each.isTagged(tags))
                    .mapToInt(Weight::weight).findFirst().orElse(0);
        }
    }

    /**
     * What is done about groups that are gone although they had committed offsets.
     *
     * @param keep how long they stay in triage with their last offsets
     */
    public record LostRules(@DefaultValue("14d") Duration keep) {
        public LostRules {
            if (!keep.isPositive()) {
                throw new IllegalArgumentException("tidemark.lag.lost.keep must be longer than nothing");
            }
        }
    }

    /**
     * How much some groups weigh against others.
     *
     * @param tag of the instance, as key=value; empty for any
     * @param weight the higher, the earlier in triage
     */
    public record Weight(@DefaultValue("*") String instances, @DefaultValue("*") String groups,
            @DefaultValue("") String tag, int weight) {
        public Weight {
            if (!tag.isEmpty() && tag.indexOf('=') < 1) {
                throw new IllegalArgumentException("tidemark.lag.impact.weights: a tag is written as key=value, not "
                        + tag);
            }
        }

        private boolean isTagged(Map<String, String> tags) {
            return tag.isEmpty()
                    || tag.substring(tag.indexOf('=') + 1).equals(tags.get(tag.substring(0, tag.indexOf('='))));
        }
    }

    /**
     * Whom groups belong to.
     *
     * @param label a team's name, or whom to call at night
     * @param warnAfter how long their groups may fall behind before an alert says so; null for what alerts have by default
     */
    public record Owner(@DefaultValue("*") String instances, @DefaultValue("*") String groups, String label,
            @Nullable Duration warnAfter) {
    }
}
