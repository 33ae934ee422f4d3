package dev.tidemark.offsetreset.followup;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.offsetreset.OffsetResetService;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** What became of groups after their resets, for those who may see the groups. */
@Service
public class FollowUpService {
    /** What has ended badly is worth a look for so long. */
    private static final Duration LOOKED_AT = Duration.ofDays(1);

    private final FollowUpStore store;
    private final OffsetResetService resets;
    private final Clock clock;

    FollowUpService(FollowUpStore store, OffsetResetService resets, Clock clock) {
        this.store = store;
        this.resets = resets;
        this.clock = clock;
    }

    /** With its partitions; empty before the reset was applied, and where it moved nothing. */
    public Optional<FollowUp> find(Operator operator, long reset) {
        return store.find(resets.find(operator, reset).id());
    }

    /** Those that have not ended, the newest reset first; without their partitions. */
    public List<FollowUp> open(Operator operator) {
        return visible(operator).filter(each -> each.state().isOpen()).toList();
    }

    /** Those that are in trouble, or were on the last day, and in which this operator had a part. */
    public List<FollowUp> concerning(Operator operator) {
        return visible(operator).filter(each -> each.concerns(operator.name())).toList();
    }

    private Stream<FollowUp> visible(Operator operator) {
        return store.current(clock.instant().minus(LOOKED_AT)).stream()
                .filter(each -> operator.may(Permission.VIEW_GROUPS, each.subject().instance()));
    }
}
