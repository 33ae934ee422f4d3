package dev.tidemark.sandbox.emulator.action.reset;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.LegacyNames;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.Set;

/** The legacy API's {@link DescribeTaskStatus}: 0 means done, 1 failed, 2 running. */
public record CheckTaskStatus(DescribeTaskStatus newer) implements Action {
    @Override
    public ApiVersion api() {
        return ApiVersion.V2;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("flowId");
    }

    @Override
    public int requestsPerSecond() {
        return newer.requestsPerSecond();
    }

    @Override
    public Answer answer(Parameters parameters) {
        return new Answer(new Data(newer.answer(LegacyNames.of(parameters)).result().status()));
    }

    public record Answer(Data data) {
    }

    public record Data(int status) {
    }
}
