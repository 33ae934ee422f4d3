package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import tools.jackson.databind.node.ObjectNode;

/** What running an action led to, before any envelope is put around it. */
sealed interface Outcome {
    record Answered(ObjectNode fields) implements Outcome {
    }

    record Refused(ApiError error) implements Outcome {
    }

    /** An HTTP status and no envelope, because a fault asked for it. */
    record Broken(int status) implements Outcome {
    }

    /** No answer at all. */
    record Dropped() implements Outcome {
    }
}
