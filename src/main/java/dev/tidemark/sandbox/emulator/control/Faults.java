package dev.tidemark.sandbox.emulator.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are armed. Those that hit the same action are used up in the order in which they were armed. */
public final class Faults {
    private final List<Fault> armed = new ArrayList<>();

    synchronized void arm(Fault fault) {
        armed.add(fault);
    }

    synchronized void disarm() {
        armed.clear();
    }

    public synchronized List<Fault> armed() {
        return List.copyOf(armed);
    }

    /** The fault of one request to an action; counts it. */
    public synchronized Optional<Fault> next(String action) {
        for (int index = 0; index < armed.size(); index++) {
            Fault fault = armed.get(index);
            if (fault.hits(action)) {
                if (fault.times() == 1) {
                    armed.remove(index);
                } else {
                    armed.set(index, fault.spent());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
