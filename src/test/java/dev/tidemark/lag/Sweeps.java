package dev.tidemark.lag;

import org.springframework.context.ApplicationContext;

/** A sweep when a test of another package wants one. */
public final class Sweeps {
    private Sweeps() {
    }

    public static void sweep(ApplicationContext application) {
        application.getBean(LagSampler.class).sweep();
    }
}
