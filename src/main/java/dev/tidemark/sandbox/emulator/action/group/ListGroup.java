package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiVersion;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.LegacyNames;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The legacy API's {@link DescribeGroup}: no filter by state, but one by the exact name of a group. Like that one it calls
 * Kafka's protocol type {@code protocol}.
 */
public record ListGroup(Clusters clusters) implements Action {
    @Override
    public ApiVersion api() {
        return ApiVersion.V2;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("instanceId", "group", "searchWord", "offset", "limit");
    }

    @Override
    public Answer answer(Parameters legacy) {
        Parameters parameters = LegacyNames.of(legacy);
        Cluster cluster = clusters.of(parameters);
        Page page = Page.of(parameters, 20, 50);
        Optional<String> exactly = parameters.text("Group").filter(group -> !group.isEmpty());
        String search = parameters.text("SearchWord").orElse("");
        List<Row> found = cluster.groups().stream().filter(group -> group.groupId().contains(search))
                .filter(group -> exactly.map(group.groupId()::equals).orElse(true))
                .map(group -> new Row(group.groupId(), group.protocol())).toList();
        return new Answer(new Data(found.size(), page.of(found)));
    }

    public record Answer(Data data) {
    }

    public record Data(int totalCount, List<Row> groupList) {
    }

    record Row(String group, String protocol) {
    }
}
