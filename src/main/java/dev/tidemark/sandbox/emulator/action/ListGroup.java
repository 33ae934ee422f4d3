package dev.tidemark.sandbox.emulator.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The legacy API's {@link DescribeGroup}: no filter by state, but one by the exact name of a group. Like that one it calls
 * Kafka's protocol type {@code protocol}.
 */
record ListGroup(Clusters clusters) implements Action {
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

    record Answer(Data data) {
    }

    record Data(int totalCount, List<Row> groupList) {
    }

    record Row(String group, String protocol) {
    }
}
