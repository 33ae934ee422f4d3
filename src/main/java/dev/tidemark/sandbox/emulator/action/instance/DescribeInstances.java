package dev.tidemark.sandbox.emulator.action.instance;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** Lists instances by id and name. SearchWord matches the name; every instance of the sandbox is running (Status 1). */
public record DescribeInstances(List<SandboxInstance> instances) implements Action {
    private static final int RUNNING = 1;

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "SearchWord", "Status", "Offset", "Limit", "TagKey", "VpcId");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Page page = Page.of(parameters, 10, 100);
        String search = parameters.text("SearchWord").orElse("");
        List<Long> status = parameters.numbers("Status");
        List<Row> rows = instances.stream()
                .filter(instance -> parameters.text("InstanceId").map(instance.id()::equals).orElse(true))
                .filter(instance -> instance.name().contains(search))
                .filter(_ -> status.isEmpty() || status.contains((long) RUNNING))
                .map(instance -> new Row(instance.id(), instance.name(), RUNNING, false)).toList();
        return new Answer(new Result(page.of(rows), rows.size()));
    }

    public record Answer(Result result) {
    }

    record Result(List<Row> instanceList, int totalCount) {
    }

    record Row(String instanceId, String instanceName, int status, boolean ifCommunity) {
    }
}
