package dev.tidemark.sandbox.emulator.action.group;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;

/**
 * Lists the consumer groups of an instance by name. Its {@code Protocol} is Kafka's protocol type, unlike in
 * {@link DescribeGroupInfo}.
 */
public record DescribeGroup(Clusters clusters) implements Action {
    private static final int QUOTA = 500;
    private static final Set<String> STATES = Set.of("Empty", "Stable");

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "SearchWord", "Offset", "Limit", "Filters");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        Page page = Page.of(parameters, 20, 50);
        String search = parameters.text("SearchWord").orElse("");
        Set<String> states = states(parameters);
        List<GroupListing> found = cluster.groups().stream().filter(group -> group.groupId().contains(search))
                .filter(group -> states.isEmpty()
                        || states.contains(group.groupState().map(GroupState::toString).orElse("")))
                .toList();
        return new Answer(new Result(found.size(),
                page.of(found).stream().map(group -> new Row(group.groupId(), group.protocol())).toList(), QUOTA));
    }

    private static Set<String> states(Parameters parameters) {
        Optional<Parameters> filter = parameters.objects("Filters").stream().findFirst();
        if (filter.isEmpty()) {
            return Set.of();
        }
        if (!filter.get().requiredText("Name").equals("GroupState")) {
            throw ApiError.invalidValue("Filters", "names a filter other than GroupState");
        }
        Set<String> states = Set.copyOf(filter.get().texts("Values"));
        if (states.isEmpty() || !STATES.containsAll(states)) {
            throw ApiError.invalidValue("Filters", "must be Empty or Stable");
        }
        return states;
    }

    public record Answer(Result result) {
    }

    record Result(int totalCount, List<Row> groupList, int groupCountQuota) {
    }

    record Row(String group, String protocol) {
    }
}
