package dev.tidemark.history;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InvalidInput;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/** The past of one group, in as many points as a chart can show. */
@Service
public class HistoryService {
    /** More say nothing to an eye, and little to a program. */
    public static final int MOST_POINTS = 5_000;

    private final HistoryStore store;

    HistoryService(HistoryStore store) {
        this.store = store;
    }

    /**
     * What is kept between two times.
     *
     * @param topic empty for the whole group
     * @param most points, at most {@link #MOST_POINTS}; where there are more, neighbours are merged
     * @throws InvalidInput when the times are the wrong way round
     */
    public History find(Operator operator, GroupKey group, String topic, Instant from, Instant to, int most) {
        operator.mustBeAllowed(Permission.VIEW_GROUPS, group.instance());
        if (!from.isBefore(to)) {
            throw InvalidInput.coded("from", "from-before-to");
        }
        if (most < 1 || most > MOST_POINTS) {
            throw InvalidInput.coded("points", "between", 1, MOST_POINTS);
        }
        List<HistoryPoint> points = Merging.into(most, from, to, store.points(group, topic, from, to));
        return new History(from, to, points, store.marks(group, from, to), store.topics(group));
    }
}
