package dev.tidemark.sandbox.emulator.action;

import java.util.Set;

/** How an asynchronous task went. The emulator carries every write out at once (FlowId 0), so no other task exists. */
record DescribeTaskStatus() implements Action {
    private static final int DONE = 0;

    @Override
    public Set<String> parameters() {
        return Set.of("FlowId");
    }

    @Override
    public int requestsPerSecond() {
        return 20;
    }

    @Override
    public Answer answer(Parameters parameters) {
        if (parameters.requiredNumber("FlowId") != 0) {
            throw ApiError.ofModule(ApiError.TASK_UNKNOWN, "FailedOperation", "There is no such task.");
        }
        return new Answer(new Result(DONE, "success"));
    }

    record Answer(Result result) {
    }

    record Result(int status, String output) {
    }
}
