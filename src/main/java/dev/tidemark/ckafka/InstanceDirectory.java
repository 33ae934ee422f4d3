package dev.tidemark.ckafka;

import dev.tidemark.ckafka.account.CkafkaProperties.Account;
import dev.tidemark.ckafka.account.CkafkaProperties.Api;
import dev.tidemark.ckafka.call.InstanceSource;
import dev.tidemark.instance.InstanceNotFound;
import dev.tidemark.instance.Instances;
import dev.tidemark.instance.KafkaInstance;
import dev.tidemark.kafka.ClusterUnavailable;
import dev.tidemark.kafka.IdPattern;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.observation.LastGoodCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the instances of the configured accounts and regions, each by its account's API, behind their allow-lists. */
final class InstanceDirectory implements Instances {
    // Requests for unknown ids must not list every region each time.
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(10);
    private static final Duration KEEP_FOR = Duration.ofHours(12);
    private static final int MOST_REGIONS = 1_000;

    private final List<Account> accounts;
    private final Map<String, Account> byName;
    private final Map<Api, InstanceSource> sources;
    private final LastGoodCache<Region, List<KafkaInstance>> whereabouts;
    private final Map<InstanceId, Region> seen = new ConcurrentHashMap<>();

    InstanceDirectory(List<Account> accounts, Map<Api, InstanceSource> sources, Clock clock) {
        this.accounts = List.copyOf(accounts);
        this.byName = accounts.stream().collect(Collectors.toMap(Account::name, Function.identity()));
        this.sources = Map.copyOf(sources);
        this.whereabouts = new LastGoodCache<>(clock, LOOK_AGAIN_AFTER, KEEP_FOR, MOST_REGIONS);
    }

    @Override
    public List<Region> regions() {
        return accounts.stream()
                .flatMap(account -> account.regions().stream().map(region -> new Region(account.name(), region)))
                .toList();
    }

    @Override
    public List<KafkaInstance> in(Region region) {
        Account account = account(region);
        List<KafkaInstance> instances = Objects.requireNonNull(sources.get(account.api()))
                .in(region, id -> isAllowed(account, id)).stream()
                .sorted(Comparator.comparing(KafkaInstance::id)).toList();
        instances.forEach(instance -> seen.put(instance.id(), region));
        return instances;
    }

    /** An instance never moves to another region, so one that was seen once is not looked for again. */
    @Override
    public Region locate(InstanceId instance) {
        Region known = seen.get(instance);
        return known == null ? lookFor(instance) : known;
    }

    /** Which API the account of an instance speaks; as {@link #locate} otherwise. */
    Api api(InstanceId instance) {
        return account(locate(instance)).api();
    }

    private Region lookFor(InstanceId instance) {
        Optional<ClusterUnavailable> silent = Optional.empty();
        for (Region region : regions()) {
            try {
                if (whereabouts.get(region, () -> in(region)).value().stream()
                        .anyMatch(known -> known.id().equals(instance))) {
                    return region;
                }
            } catch (ClusterUnavailable problem) {
                silent = Optional.of(problem);
            }
        }
        if (silent.isPresent()) {
            throw silent.get();
        }
        throw new InstanceNotFound(instance);
    }

    private Account account(Region region) {
        return Objects.requireNonNull(byName.get(region.account()));
    }

    private static boolean isAllowed(Account account, String id) {
        return account.instances().stream().anyMatch(pattern -> new IdPattern(pattern).matches(id));
    }
}
