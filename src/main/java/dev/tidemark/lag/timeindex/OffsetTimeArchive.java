package dev.tidemark.lag.timeindex;

import dev.tidemark.kafka.InstanceId;
import dev.tidemark.lag.timeindex.OffsetTimeStore.Entry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the index in the database: a row for each instance and sweep, thinned with age by the rule of the index itself, and
 * read back by a process that starts, takes over or only shows what another sees.
 */
@Component
public class OffsetTimeArchive {
    private static final Logger LOG = LoggerFactory.getLogger(OffsetTimeArchive.class);
    private static final Duration THINNED_EVERY = Duration.ofMinutes(5);
    /** Below this two clocks agree as well as one question can tell. */
    private static final long CLOCKS_AGREE = 2;

    private final OffsetTimeIndex index;
    private final OffsetTimeStore store;
    private long loaded;
    private Instant thinnedAt = Instant.EPOCH;

    public OffsetTimeArchive(OffsetTimeIndex index, OffsetTimeStore store) {
        this.index = index;
        this.store = store;
    }

    /** Keeps what a sweep added to the index. */
    public synchronized void save(Instant began, Instant ended) {
        index.since(began).forEach((instance, topics) -> store.add(instance, began, ended, SweepCodec.encode(topics)));
        if (thinnedAt.plus(THINNED_EVERY).isBefore(ended)) {
            thinnedAt = ended;
            thin(ended);
            index.forgetBefore(ended);
        }
    }

    /** Adds what other processes kept since the last time, or all of it the first time. */
    public synchronized void load() {
        long clockAhead = store.clockAhead();
        store.after(loaded, (entry, logEnds) -> {
            loaded = entry.id();
            add(entry, logEnds, entry.clockAhead() - clockAhead);
        });
    }

    private void add(Entry entry, byte[] logEnds, long clocksDiffer) {
        long shift = Math.abs(clocksDiffer) <= CLOCKS_AGREE ? 0 : clocksDiffer;
        try {
            SweepCodec.decode(logEnds).forEach((topic, points) -> index.add(entry.instance(), topic,
                    points.shifted(shift, shift)));
        } catch (IOException | RuntimeException unreadable) {
            LOG.warn("Stored log ends of {} cannot be read and are left alone", entry.instance(), unreadable);
        }
    }

    private void thin(Instant now) {
        List<Long> dispensable = new ArrayList<>();
        Map<InstanceId, List<Entry>> all = store.entries().stream().collect(Collectors.groupingBy(Entry::instance));
        all.values().forEach(entries -> {
            Set<Integer> kept = Thinning
                    .kept(entries.stream().mapToLong(each -> each.began().getEpochSecond()).toArray(),
                            entries.stream().mapToLong(each -> each.ended().getEpochSecond()).toArray(),
                            now.getEpochSecond(),
                            index.horizon(), _ -> true)
                    .boxed().collect(Collectors.toSet());
            for (int each = 0; each < entries.size(); each++) {
                if (!kept.contains(each)) {
                    dispensable.add(entries.get(each).id());
                }
            }
        });
        store.delete(dispensable);
    }
}
