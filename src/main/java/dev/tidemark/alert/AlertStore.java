package dev.tidemark.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Port: which groups are in trouble, and which messages are still on their way. */
public interface AlertStore {
    List<OpenAlert> troubles();

    /** Changes what is known and queues messages, both or neither. */
    void change(List<OpenAlert> seen, List<OpenAlert> over, List<Delivery> messages);

    /** The messages whose turn it is, the oldest first; none that is about something of which an earlier one still waits. */
    List<Delivery> due(Instant now, int most);

    /**
     * Takes a message for sending.
     *
     * @param holds after which another may try it
     * @return false when another process has taken it
     */
    boolean take(Delivery delivery, Instant now, Duration holds);

    void delivered(Delivery delivery, Instant at);

    void failed(Delivery delivery, String why, Instant nextTry);

    void givenUp(Delivery delivery, String why, Instant at);

    /** Forgets messages that ended before a time. */
    void forget(Instant endedBefore);

    long waiting();
}
