package dev.tidemark.offsetreset;

import dev.tidemark.offsetreset.followup.FollowUpTracker;
import org.springframework.context.ApplicationContext;

/** A look at what is followed when a test of another package wants one. */
public final class FollowUps {
    private FollowUps() {
    }

    public static void look(ApplicationContext application) {
        application.getBean(FollowUpTracker.class).look();
    }
}
