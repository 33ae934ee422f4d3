package dev.tidemark.lag.timeindex;

import dev.tidemark.lag.timeindex.LogEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** When the messages of one partition were written, as far as the log ends seen over time tell. Immutable. */
public final class PartitionTimes {
    /** Nothing was seen of it. */
    public static final PartitionTimes UNKNOWN = new PartitionTimes(Points.NONE, 0);

    private final Points points;
    private final int partition;
    private final int[] known;

    PartitionTimes(Points points, int partition) {
        this.points = points;
        this.partition = partition;
        this.known = IntStream.range(0, points.size())
                .filter(point -> points.end(partition, point) != Points.UNKNOWN).toArray();
    }

    /**
     * The age of the message at an offset when the log end was last read.
     *
     * @param offset the first unread message
     * @param logEnd at that reading; one beyond the offset proves that the message is there
     * @param asked when that reading was asked for; the age is that of this moment
     * @param answered when its answer was there
     */
    public TimeLag ageOf(long offset, long logEnd, Instant asked, Instant answered) {
        if (offset >= logEnd) {
            return TimeLag.NONE;
        }
        int right = 0;
        while (right < known.length && end(right) <= offset) {
            right++;
        }
        double now = seconds(asked);
        double read = seconds(answered);
        // A log end that was seen after this reading proves nothing more than the reading itself.
        boolean seen = right < known.length && points.answered(known[right]) < read;
        double latest = seen ? points.answered(known[right]) : read;
        double least = Math.max(0, now - latest);
        if (right == 0) {
            return TimeLag.atLeast(duration(least));
        }
        int left = known[right - 1];
        double earliest = points.asked(left);
        double most = Math.max(least, now - earliest);
        double from = time(right - 1);
        double to = seen ? time(right) : (now + latest) / 2;
        long upTo = seen ? end(right) : logEnd;
        double share = (offset + 0.5 - end(right - 1)) / Math.max(1, upTo - end(right - 1));
        double age = now - (from + share * (to - from));
        // The messages may have come at any moment between the two: where it can be, stay within the error of both.
        double lower = most * (1 - Thinning.MAX_ERROR);
        double upper = least * (1 + Thinning.MAX_ERROR);
        double bounded = lower <= upper ? Math.clamp(age, lower, upper) : Math.clamp(age, least, most);
        return new TimeLag(duration(bounded), duration(least), Optional.of(duration(most)));
    }

    /** Where the log ended at the moments that are kept, the oldest first. */
    public List<LogEnd> logEnds() {
        return IntStream.of(known).mapToObj(point -> new LogEnd(Instant.ofEpochSecond(points.asked(point)),
                Instant.ofEpochSecond(points.answered(point)), points.end(partition, point))).toList();
    }

    private long end(int index) {
        return points.end(partition, known[index]);
    }

    private double time(int index) {
        return (points.asked(known[index]) + points.answered(known[index])) / 2.0;
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
