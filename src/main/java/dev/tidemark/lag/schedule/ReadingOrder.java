package dev.tidemark.lag.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * In which order groups are read: urgent ones as soon as they are due, then those that were read longest ago. While quiet
 * groups wait for too long, urgent ones get every other turn, so that none starves. Not safe for several threads.
 */
public final class ReadingOrder<K> {
    private final Duration every;
    private final Duration longest;
    private final Queue<Waiting<K>> urgent = new PriorityQueue<>(Waiting.LONGEST_FIRST);
    private final Queue<Waiting<K>> quiet = new PriorityQueue<>(Waiting.LONGEST_FIRST);
    private long added;
    private boolean urgentHadItsTurn;

    /**
     * An empty order.
     *
     * @param every the least time between two readings of a group
     * @param longest the time after which a quiet group takes turns with urgent ones
     */
    public ReadingOrder(Duration every, Duration longest) {
        this.every = every;
        this.longest = longest;
    }

    /**
     * Adds a group that is not in the order.
     *
     * @param readAt when it was read last, or was tried to be; {@link Instant#MIN} for never
     */
    public void add(K group, boolean isUrgent, Instant readAt) {
        (isUrgent ? urgent : quiet).add(new Waiting<>(group, readAt, added++));
    }

    /** Takes the next group that is due; empty when there is none at the moment. */
    public Optional<K> next(Instant now) {
        Optional<Waiting<K>> hurried = due(urgent, now);
        Optional<Waiting<K>> patient = due(quiet, now);
        boolean patientIsNext = hurried.isEmpty()
                || (urgentHadItsTurn && patient.filter(each -> each.isReadBefore(now, longest)).isPresent());
        urgentHadItsTurn = !patientIsNext;
        Queue<Waiting<K>> chosen = patientIsNext ? quiet : urgent;
        return (patientIsNext ? patient : hurried).map(next -> {
            chosen.remove();
            return next.group;
        });
    }

    /** When the next group is due; empty when none is left. */
    public Optional<Instant> nextDue() {
        return Stream.of(urgent, quiet).flatMap(queue -> Stream.ofNullable(queue.peek())).map(Waiting::readAt)
                .min(Comparator.naturalOrder()).map(at -> at.equals(Instant.MIN) ? at : at.plus(every));
    }

    private Optional<Waiting<K>> due(Queue<Waiting<K>> queue, Instant now) {
        Predicate<Waiting<K>> isDue = each -> each.isReadBefore(now, every);
        return Optional.ofNullable(queue.peek()).filter(isDue);
    }

    private record Waiting<K>(K group, Instant readAt, long number) {
        private static final Comparator<Waiting<?>> LONGEST_FIRST = Comparator
                .<Waiting<?>, Instant>comparing(Waiting::readAt).thenComparingLong(Waiting::number);

        private boolean isReadBefore(Instant now, Duration ago) {
            return !readAt.isAfter(now.minus(ago));
        }
    }
}
