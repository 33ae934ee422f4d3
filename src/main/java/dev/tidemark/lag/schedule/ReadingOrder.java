package dev.tidemark.lag.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * In which order groups are read: by urgency as soon as they are due, and of one urgency the one that was read longest ago.
 * While quiet groups wait for too long, urgent ones get one turn in five, so that none starves. Not safe for several threads.
 */
public final class ReadingOrder<K> {
    /** Of five turns, while a quiet group has waited for too long. */
    private static final int QUIET_TURNS = 4;

    private final Duration every;
    private final Duration longest;
    private final Map<Urgency, Queue<Waiting<K>>> queues = new EnumMap<>(Urgency.class);
    private long added;
    private int quietTurns;

    /**
     * An empty order.
     *
     * @param every the least time between two readings of a group
     * @param longest the time after which quiet groups have most of the turns
     */
    public ReadingOrder(Duration every, Duration longest) {
        this.every = every;
        this.longest = longest;
    }

    /**
     * Adds a group that is not in the order, or is there with less urgency.
     *
     * @param readAt when it was read last, or was tried to be; {@link Instant#MIN} for never
     */
    public void add(K group, Urgency urgency, Instant readAt) {
        queue(urgency).add(new Waiting<>(group, readAt, added++));
    }

    /** Takes the next group that is due; empty when there is none at the moment. */
    public Optional<K> next(Instant now) {
        boolean quietIsNext = quietTurns > 0 && isReadBefore(Urgency.QUIET, now.minus(longest));
        Optional<Urgency> next = quietIsNext
                ? Optional.of(Urgency.QUIET)
                : Stream.of(Urgency.values()).filter(urgency -> isReadBefore(urgency, now.minus(every))).findFirst();
        next.ifPresent(urgency -> quietTurns = urgency == Urgency.QUIET ? Math.max(0, quietTurns - 1) : QUIET_TURNS);
        return next.map(urgency -> queue(urgency).remove().group);
    }

    /** When the next group is due; empty when none is left. */
    public Optional<Instant> nextDue() {
        return queues.values().stream().flatMap(queue -> Stream.ofNullable(queue.peek())).map(Waiting::readAt)
                .min(Comparator.naturalOrder()).map(at -> at.equals(Instant.MIN) ? at : at.plus(every));
    }

    private boolean isReadBefore(Urgency urgency, Instant at) {
        Waiting<K> first = queue(urgency).peek();
        return first != null && !first.readAt.isAfter(at);
    }

    private Queue<Waiting<K>> queue(Urgency urgency) {
        return queues.computeIfAbsent(urgency, _ -> new PriorityQueue<>(Comparator
                .<Waiting<K>, Instant>comparing(Waiting::readAt).thenComparingLong(Waiting::number)));
    }

    /** Why a group is read sooner than its turn would come, the most urgent first. */
    public enum Urgency {
        /** An operator looks at it, or resets it. */
        LOOKED_AT,
        /** It is in trouble, may be soon, or changed lately. */
        TROUBLED,
        /** There is no hurry. */
        QUIET
    }

    private record Waiting<K>(K group, Instant readAt, long number) {
    }
}
