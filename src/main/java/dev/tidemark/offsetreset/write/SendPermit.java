package dev.tidemark.offsetreset.write;

/**
 * Asked by an adapter in the last moment before the bytes of a write leave, after every wait for quota and connection:
 * whether the write may still be sent. A process that was stopped in between learns here that its time is over.
 */
@FunctionalInterface
public interface SendPermit {
    /** For writes that are not part of a reset under a lease. */
    SendPermit ALWAYS = () -> {
    };

    /**
     * Returns when the write may leave now.
     *
     * @throws SendWithheld when it may not; then nothing was sent
     */
    void require();
}
