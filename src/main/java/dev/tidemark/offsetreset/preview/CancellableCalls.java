package dev.tidemark.offsetreset.preview;

import dev.tidemark.kafka.ClusterUnavailable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Calls of CKafka by several threads that end when one of them is cancelled. A call may be interrupted, and nothing else: an
 * interrupted statement would cost the database's connection.
 */
final class CancellableCalls {
    private final Set<Thread> calling = new HashSet<>();
    private boolean cancelled;

    /** @throws CancellationException once it is cancelled, also while the call waits for its answer */
    <T> T call(Supplier<T> call) {
        synchronized (calling) {
            mustNotBeCancelled();
            calling.add(Thread.currentThread());
        }
        try {
            return call.get();
        } catch (ClusterUnavailable problem) {
            mustNotBeCancelled();
            throw problem;
        } finally {
            synchronized (calling) {
                calling.remove(Thread.currentThread());
                boolean _ = Thread.interrupted();
            }
        }
    }

    void cancel() {
        synchronized (calling) {
            cancelled = true;
            calling.forEach(Thread::interrupt);
        }
    }

    void mustNotBeCancelled() {
        synchronized (calling) {
            if (cancelled) {
                throw new CancellationException();
            }
        }
    }
}
