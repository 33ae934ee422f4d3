package dev.tidemark.lag;

import java.time.Duration;

/** Port: the right to sweep, of which there is one for all replicas. */
public interface SweepLease {
    /**
     * Takes the lease or keeps it.
     *
     * @param term how long it holds without being asked for again
     * @return whether this process has it now
     */
    boolean claim(Duration term);

    /** Gives it up at once, so that the next replica need not wait for its end. */
    void release();
}
