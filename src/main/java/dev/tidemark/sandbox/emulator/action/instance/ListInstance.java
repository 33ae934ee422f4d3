package dev.tidemark.sandbox.emulator.action.instance;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.LegacyNames;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** The legacy API's {@link DescribeInstances}; it knows neither tags nor versions. */
public record ListInstance(DescribeInstances newer) implements Action {
    @Override
    public ApiVersion api() {
        return ApiVersion.V2;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("instanceId", "searchWord", "status", "offset", "limit");
    }

    @Override
    public Answer answer(Parameters parameters) {
        DescribeInstances.Result found = newer.answer(LegacyNames.of(parameters)).result();
        return new Answer(new Data(found.totalCount(), found.instanceList().stream()
                .map(row -> new Row(row.instanceId(), row.instanceName(), row.status())).toList()));
    }

    public record Answer(Data data) {
    }

    public record Data(int totalCount, List<Row> instanceList) {
    }

    record Row(String instanceId, String instanceName, int status) {
    }
}
