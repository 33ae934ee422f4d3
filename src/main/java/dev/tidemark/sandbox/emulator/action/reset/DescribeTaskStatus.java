package dev.tidemark.sandbox.emulator.action.reset;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.action.Tasks;
import java.util.Set;

/** How an asynchronous task goes. Every write is executed at once (FlowId 0) unless a fault makes a task of it. */
public record DescribeTaskStatus(Tasks tasks) implements Action {
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
        Tasks.State state = tasks.state(parameters.requiredNumber("FlowId"));
        return new Answer(new Result(state.status(), state.output()));
    }

    public record Answer(Result result) {
    }

    public record Result(int status, String output) {
    }
}
