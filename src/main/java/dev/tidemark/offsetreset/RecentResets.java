package dev.tidemark.offsetreset;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The resets that moved offsets lately, whichever process carried them out: an event reaches only its own. */
@Component
public class RecentResets {
    private final ResetStore store;

    RecentResets(ResetStore store) {
        this.store = store;
    }

    /** Those that were being carried out at that time or later, with the topics they have written so far. */
    public List<ResetFinished> since(Instant at) {
        return store.atWorkSince(at).stream().map(request -> new ResetFinished(request.id(), request.plan().instance(),
                request.plan().group(),
                store.writes(request.id()).stream().map(WriteAttempt::topic).collect(Collectors.toSet()), at)).toList();
    }
}
