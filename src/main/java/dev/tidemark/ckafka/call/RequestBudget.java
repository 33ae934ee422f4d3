package dev.tidemark.ckafka.call;

import dev.tidemark.ckafka.account.CkafkaProperties.Budget;
import dev.tidemark.kafka.ClusterUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps every action within its documented request quota, which CKafka counts per account and action. Background work may
 * use only a share of it, so that a person's request always finds room.
 */
public final class RequestBudget {
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
    // A lookup of offsets by time asks for one partition after the other, in turns with all other lookups.
    private static final Map<String, Integer> PATIENCE_FACTORS = Map.of("FetchMessageListByTimestamp", 15);
    private static final int THROTTLED_ATTEMPTS = 12;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration BACKGROUND_PATIENCE = Duration.ofMinutes(1);

    private final Budget settings;
    private final MeterRegistry meters;
    private final Map<Line, RequestQueue> lines = new ConcurrentHashMap<>();

    public RequestBudget(Budget settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * Waits for this call's turn; interrupting the thread ends the wait.
     *
     * @throws ClusterUnavailable when the turn does not come within the caller's maxWait, or the thread is interrupted
     */
    void await(String account, String action, Caller caller) {
        try {
            if (!queue(account, action).await(caller, maxWait(action, caller))) {
                throw outOfBudget(action);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw interrupted(action, stopped);
        }
    }

    /** How long a person who called the action now would wait for the turn. */
    public Duration expectedWait(String account, String action) {
        return queue(account, action).expectedWait();
    }

    /**
     * CKafka throttled although the quota was kept, so another client uses the same account: background work leaves it
     * more room, the longer the more often it happens.
     */
    void throttled(String account, String action) {
        queue(account, action).holdBackBackground(Math.max(1, perSecond(action) / 10));
    }

    /**
     * How often a read is tried that the cloud throttles. The quota counts for the account, this budget for the process: with
     * one request a second and several replicas, every other question is turned away, and the next second may be free.
     */
    int attemptsWhenThrottled(String action) {
        return PATIENCE_FACTORS.containsKey(action) ? THROTTLED_ATTEMPTS : ReadRetryPolicy.ATTEMPTS;
    }

    /** At least until the quota has room again. */
    Duration pauseWhenThrottled(String action) {
        return PATIENCE_FACTORS.containsKey(action) ? SECOND : ReadRetryPolicy.FIRST_PAUSE;
    }

    private Duration maxWait(String action, Caller caller) {
        if (caller == Caller.BACKGROUND) {
            return BACKGROUND_PATIENCE;
        }
        // Where only one call a second is allowed, the few people in front are a few seconds.
        int factor = perSecond(action) == 1 ? PATIENCE_FACTORS.getOrDefault(action, 4) : 1;
        return settings.maxWait().multipliedBy(factor);
    }

    private RequestQueue queue(String account, String action) {
        return lines.computeIfAbsent(new Line(account, action), this::open);
    }

    private RequestQueue open(Line line) {
        int perSecond = perSecond(line.action());
        RequestQueue queue = new RequestQueue(perSecond,
                Math.max(1, (int) (perSecond * (1 - settings.interactiveReserve()))));
        Gauge.builder("tidemark.ckafka.budget.available", queue, RequestQueue::available)
                .description("Calls that could be made at once without exceeding the quota")
                .tag("account", line.account()).tag("action", line.action()).register(meters);
        Gauge.builder("tidemark.ckafka.budget.background.available", queue, RequestQueue::availableToBackground)
                .description(
                        "Calls that background work could make at once; negative while it leaves others more room")
                .tag("account", line.account()).tag("action", line.action()).register(meters);
        return queue;
    }

    private int perSecond(String action) {
        return settings.quotas().getOrDefault(action, DOCUMENTED.getOrDefault(action, OTHERWISE));
    }

    private static ClusterUnavailable outOfBudget(String action) {
        return ClusterUnavailable.coded(ClusterUnavailable.Reason.THROTTLED, null, "queue-full", action);
    }

    private static ClusterUnavailable interrupted(String action, InterruptedException stopped) {
        return ClusterUnavailable.coded(ClusterUnavailable.Reason.THROTTLED, stopped, "queue-interrupted", action);
    }

    private record Line(String account, String action) {
    }
}
