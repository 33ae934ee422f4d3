package dev.tidemark.ckafka.call;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who waits to call one action of one account: people before background work, and each of them in order of arrival.
 * Keeps to the quota, and background work to its share of it.
 */
final class RequestQueue {
    private final Bucket all;
    private final Bucket background;
    private final Duration interval;
    private final Duration backgroundInterval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> people = new ArrayDeque<>();
    private final Deque<Condition> backgroundWork = new ArrayDeque<>();

    /**
     * An empty queue.
     *
     * @param perSecond the quota
     * @param backgroundPerSecond what background work may use of it
     */
    RequestQueue(int perSecond, int backgroundPerSecond) {
        this.all = bucket(perSecond);
        this.background = bucket(backgroundPerSecond);
        this.interval = Duration.ofSeconds(1).dividedBy(refill(perSecond));
        this.backgroundInterval = Duration.ofSeconds(1).dividedBy(refill(backgroundPerSecond));
    }

    /**
     * Waits for the caller's turn. One that cannot come within the caller's maxWait is refused at once. Who was let in may
     * have to wait longer than that when threads are late, or, as background work, when people come; at most twice as long.
     *
     * @return whether the turn came
     */
    boolean await(Caller caller, Duration maxWait) throws InterruptedException {
        Condition turn = lock.newCondition();
        Deque<Condition> waiting = caller == Caller.INTERACTIVE ? people : backgroundWork;
        lock.lockInterruptibly();
        try {
            if (wait(caller, waiting.size() + 1).compareTo(maxWait) > 0) {
                return false;
            }
            long begin = System.nanoTime();
            long most = maxWait.multipliedBy(2).toNanos();
            waiting.addLast(turn);
            try {
                return take(caller, turn, begin + most);
            } finally {
                waiting.remove(turn);
                wakeNext();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How long the turn of a person who asked now would be in coming. */
    Duration expectedWait() {
        lock.lock();
        try {
            return wait(Caller.INTERACTIVE, people.size() + 1);
        } finally {
            lock.unlock();
        }
    }

    /** Takes this many calls from the share of background work, which may be less than nothing then. */
    void holdBackBackground(int calls) {
        lock.lock();
        try {
            background.consumeIgnoringRateLimits(calls);
        } finally {
            lock.unlock();
        }
    }

    long available() {
        return all.getAvailableTokens();
    }

    long availableToBackground() {
        return background.getAvailableTokens();
    }

    private boolean take(Caller caller, Condition turn, long deadline) throws InterruptedException {
        while (true) {
            long left = deadline - System.nanoTime();
            if (!isNext(caller, turn)) {
                if (left <= 0 || turn.awaitNanos(left) <= 0) {
                    return false;
                }
                continue;
            }
            long untilCall = wait(caller, 1).toNanos();
            if (untilCall == 0) {
                return consume(caller);
            }
            if (left <= 0) {
                return false;
            }
            // Woken before that when a more urgent call came and went.
            long _ = turn.awaitNanos(Math.min(left, untilCall));
        }
    }

    private boolean consume(Caller caller) {
        return all.tryConsume(1) && (caller == Caller.INTERACTIVE || background.tryConsume(1));
    }

    private boolean isNext(Caller caller, Condition turn) {
        return switch (caller) {
            case INTERACTIVE -> turn.equals(people.peekFirst());
            case BACKGROUND -> people.isEmpty() && turn.equals(backgroundWork.peekFirst());
        };
    }

    private void wakeNext() {
        Condition next = people.isEmpty() ? backgroundWork.peekFirst() : people.peekFirst();
        if (next != null) {
            next.signal();
        }
    }

    private Duration wait(Caller caller, int place) {
        Duration forAny = wait(all, interval, place);
        if (caller == Caller.INTERACTIVE) {
            return forAny;
        }
        Duration forBackground = wait(background, backgroundInterval, place);
        return forAny.compareTo(forBackground) > 0 ? forAny : forBackground;
    }

    private static Duration wait(Bucket bucket, Duration interval, int place) {
        long available = Math.max(1, bucket.getAvailableTokens());
        Duration untilOne = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        return untilOne.plus(interval.multipliedBy(Math.max(0, place - available)));
    }

    // A full bucket and its refill must together stay within the quota in any one second, wherever that second begins.
    private static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst(perSecond)).refillGreedy(refill(perSecond),
                        Duration.ofSeconds(1)))
                .withNanosecondPrecision().build();
    }

    private static int burst(int perSecond) {
        return Math.max(1, perSecond / 25);
    }

    private static int refill(int perSecond) {
        return Math.max(1, perSecond - burst(perSecond));
    }
}
