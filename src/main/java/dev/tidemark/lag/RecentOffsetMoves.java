package dev.tidemark.lag;

import java.time.Instant;
import java.util.List;

/** Port: the offsets that Tidemark moved lately, whichever process did it. */
public interface RecentOffsetMoves {
    /**
     * Moves that were going on at that time or later, with the topics written so far: again and again while they go on, and
     * once after they have ended. The time may reach back generously, because clocks differ.
     */
    List<OffsetsMoved> since(Instant at);
}
