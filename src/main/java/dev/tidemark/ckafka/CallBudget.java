package dev.tidemark.ckafka;

import dev.tidemark.ckafka.CkafkaProperties.Budget;
import dev.tidemark.kafka.ClusterUnavailable;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps every action within its documented request quota, which CKafka counts per account and action. Background work may
 * use only a share of it, so that a person's request always finds room.
 */
final class CallBudget {
    // Requests per second as the vendor documents them for API 2019-08-19; every other action has 100.
    private static final Map<String, Integer> DOCUMENTED = Map.of(
            "DescribeTopicSyncReplica", 5,
            "DescribeTopicSubscribeGroup", 10,
            "DescribeTaskStatus", 20,
            "BatchModifyGroupOffsets", 20,
            "FetchMessageListByOffset", 1,
            "FetchMessageListByTimestamp", 1,
            // The legacy API's documents name no quota; these are those of the same actions in API 3.0.
            "CheckTaskStatus", 20);
    private static final int OTHERWISE = 100;
    private static final Duration BACKGROUND_PATIENCE = Duration.ofMinutes(1);

    private final Budget settings;
    private final MeterRegistry meters;
    private final Map<Line, Buckets> lines = new ConcurrentHashMap<>();

    CallBudget(Budget settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Waits for this call's turn.
     *
     * @throws ClusterUnavailable when the turn does not come within the caller's patience
     */
    void await(String account, String action, Urgency urgency) {
        Buckets buckets = buckets(account, action);
        try {
            boolean granted = switch (urgency) {
                case PERSON -> take(buckets.all(), patience(action));
                case BACKGROUND -> take(buckets.background(), BACKGROUND_PATIENCE)
                        && take(buckets.all(), BACKGROUND_PATIENCE);
            };
            if (!granted) {
                throw outOfBudget(action);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw outOfBudget(action);
        }
    }

    /**
     * The cloud throttled although we kept to the quota, so somebody else uses the same account: background work leaves it
     * more room, the longer the more often it happens.
     */
    void throttled(String account, String action) {
        buckets(account, action).background().consumeIgnoringRateLimits(Math.max(1, perSecond(action) / 10));
    }

    // Where only one call a second is allowed, the few people in front are a few seconds.
    private Duration patience(String action) {
        return perSecond(action) == 1 ? settings.patience().multipliedBy(4) : settings.patience();
    }

    private static boolean take(Bucket bucket, Duration patience) throws InterruptedException {
        return patience.isPositive() ? bucket.asBlocking().tryConsume(1, patience) : bucket.tryConsume(1);
    }

    private Buckets buckets(String account, String action) {
        return lines.computeIfAbsent(new Line(account, action), this::open);
    }

    private Buckets open(Line line) {
        int perSecond = perSecond(line.action());
        int background = Math.max(1, (int) (perSecond * (1 - settings.reserveForPeople())));
        Buckets buckets = new Buckets(bucket(perSecond), bucket(background));
        Gauge.builder("tidemark.ckafka.budget.available", buckets.all(), Bucket::getAvailableTokens)
                .description("Calls that could be made at once without exceeding the quota")
                .tag("account", line.account()).tag("action", line.action()).register(meters);
        Gauge.builder("tidemark.ckafka.budget.background.available", buckets.background(), Bucket::getAvailableTokens)
                .description("Calls that background work could make at once; negative while it leaves others more room")
                .tag("account", line.account()).tag("action", line.action()).register(meters);
        return buckets;
    }

    private int perSecond(String action) {
        return settings.quotas().getOrDefault(action, DOCUMENTED.getOrDefault(action, OTHERWISE));
    }

    // A full bucket and its refill must together stay within the quota in any one second, wherever that second begins.
    private static Bucket bucket(int perSecond) {
        int burst = Math.max(1, perSecond / 25);
        int refill = Math.max(1, perSecond - burst);
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, Duration.ofSeconds(1)))
                .build();
    }

    private static ClusterUnavailable outOfBudget(String action) {
        return new ClusterUnavailable(ClusterUnavailable.Reason.THROTTLED, Optional.empty(), Optional.empty(),
                "Too many " + action + " calls are waiting for the request quota; try again in a moment.", null);
    }

    private record Line(String account, String action) {
    }

    private record Buckets(Bucket all, Bucket background) {
    }
}
