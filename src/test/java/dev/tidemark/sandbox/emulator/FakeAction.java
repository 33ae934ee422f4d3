package dev.tidemark.sandbox.emulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An action that remembers what it was asked and answers what a test tells it to. */
public final class FakeAction implements Action {
    public final List<Parameters> asked = new CopyOnWriteArrayList<>();
    private final String name;
    private final Set<String> parameters;
    private final int requestsPerSecond;
    private final Function<Parameters, Object> answer;
    private final ApiVersion api;

    public FakeAction(String name, Set<String> parameters, int requestsPerSecond, Function<Parameters, Object> answer) {
        this(ApiVersion.V3, name, parameters, requestsPerSecond, answer);
    }

    public FakeAction(ApiVersion api, String name, Set<String> parameters, int requestsPerSecond,
            Function<Parameters, Object> answer) {
        this.api = api;
        this.name = name;
        this.parameters = parameters;
        this.requestsPerSecond = requestsPerSecond;
        this.answer = answer;
    }

    /** Answers with one partition whose lag is 30. */
    public static FakeAction offsets() {
        return new FakeAction("DescribeGroupOffsets", Set.of("InstanceId", "Group", "Topics", "SearchWord", "Offset",
                "Limit"), 100, parameters -> new Offsets(new Result(1, List.of(new Partition(0, 120, 30)))));
    }

    static FakeAction modify() {
        return new FakeAction("ModifyGroupOffsets", Set.of("InstanceId", "Group", "Strategy", "Topics", "Shift",
                "ShiftTimestamp", "Offset", "Partitions"), 100,
                parameters -> new Written(new Written.Jgw("0", "SUCCESS")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ApiVersion api() {
        return api;
    }

    @Override
    public Set<String> parameters() {
        return parameters;
    }

    @Override
    public int requestsPerSecond() {
        return requestsPerSecond;
    }

    @Override
    public Object answer(Parameters asking) {
        asked.add(asking);
        return answer.apply(asking);
    }

    record Offsets(Result result) {
    }

    record Result(long totalCount, @JsonProperty("TopicList") List<Partition> rows) {
    }

    record Partition(long partition, long offset, long lag) {
    }

    record Written(Jgw result) {
        record Jgw(String returnCode, String returnMessage) {
        }
    }
}
