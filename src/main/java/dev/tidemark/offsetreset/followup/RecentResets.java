package dev.tidemark.offsetreset.followup;

import dev.tidemark.lag.OffsetsMoved;
import dev.tidemark.lag.RecentOffsetMoves;
import dev.tidemark.offsetreset.ResetExecutions;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.write.ResetStatus;
import dev.tidemark.offsetreset.write.WriteAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The resets that moved offsets lately, whichever process executed them: an event reaches only its own. */
@Component
class RecentResets implements RecentOffsetMoves {
    private final ResetStore store;
    private final ResetExecutions executions;
    private final Set<Long> given = ConcurrentHashMap.newKeySet();

    RecentResets(ResetStore store, ResetExecutions executions) {
        this.store = store;
        this.executions = executions;
    }

    @Override
    public List<OffsetsMoved> since(Instant at) {
        List<ResetRequest> recent = store.atWorkSince(at);
        given.retainAll(recent.stream().map(ResetRequest::id).collect(Collectors.toSet()));
        return recent.stream().filter(request -> request.status() == ResetStatus.EXECUTING || given.add(request.id()))
                .map(request -> new OffsetsMoved(request.id(), request.plan().instance(), request.plan().group(),
                        executions.writes(request.id()).stream().filter(WriteAttempt::wasSent)
                                .map(WriteAttempt::topic).collect(Collectors.toSet()),
                        at))
                .toList();
    }
}
