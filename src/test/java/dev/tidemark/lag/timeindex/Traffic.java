package dev.tidemark.lag.timeindex;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Messages of a year, so many in each minute, spread evenly over it. */
final class Traffic {
    static final int MINUTES = 365 * 24 * 60;

    private final String name;
    private final long[] before = new long[MINUTES + 1];

    Traffic(String name, IntUnaryOperator inMinute) {
        this.name = name;
        IntStream.range(0, MINUTES)
                .forEach(minute -> before[minute + 1] = before[minute] + inMinute.applyAsInt(minute));
    }

    /** Six kinds of it. */
    static List<Traffic> year(Random random) {
        return List.of(new Traffic("steady", _ -> 600),
                new Traffic("daily tide", minute -> 300 + (int) (280 * Math.sin(2 * Math.PI * minute / 1440))),
                new Traffic("a message every ten minutes", minute -> minute % 10 == 0 ? 1 : 0),
                new Traffic("a batch every hour", minute -> minute % 60 == 7 ? 50_000 : 0),
                new Traffic("bursts at random", _ -> random.nextInt(200) == 0 ? 10_000 : random.nextInt(3)),
                new Traffic("silent for weeks", minute -> minute / 20_160 % 2 == 0 ? 60 : 0));
    }

    String name() {
        return name;
    }

    long writtenBy(long second) {
        int minute = (int) (second / 60);
        return before[minute] + (before[minute + 1] - before[minute]) * (second % 60) / 60;
    }

    double timeOf(long offset) {
        int minute = Arrays.binarySearch(before, offset);
        if (minute < 0) {
            minute = -minute - 2;
        }
        while (before[minute + 1] <= offset) {
            minute++;
        }
        return minute * 60.0 + 60.0 * (offset + 1 - before[minute]) / (before[minute + 1] - before[minute]);
    }
}
