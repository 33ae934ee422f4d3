package dev.tidemark.sandbox.emulator.action.instance;

import dev.tidemark.sandbox.broker.SandboxInstance;
import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.InstanceFacts;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a console shows of each instance: address, version, size, tags. */
public final class DescribeInstancesDetail implements Action {
    private static final int AT_MOST = 20;

    private final List<SandboxInstance> instances;
    private final Map<String, Cluster> clusters;

    public DescribeInstancesDetail(List<SandboxInstance> instances, Map<String, Cluster> clusters) {
        this.instances = List.copyOf(instances);
        this.clusters = Map.copyOf(clusters);
    }

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "SearchWord", "Status", "Offset", "Limit", "TagKey", "Filters", "InstanceIds",
                "InstanceIdList", "TagList");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Page page = Page.of(parameters, 10, AT_MOST);
        Set<String> ids = Set.copyOf(parameters.texts("InstanceIdList"));
        List<SandboxInstance> found = instances.stream()
                .filter(instance -> parameters.text("InstanceId").map(instance.id()::equals).orElse(true))
                .filter(instance -> ids.isEmpty() || ids.contains(instance.id()))
                .filter(instance -> matches(instance, parameters.text("SearchWord").orElse("")))
                .filter(instance -> parameters.objects("Filters").stream().allMatch(filter -> passes(instance, filter)))
                .filter(instance -> parameters.objects("TagList").stream().allMatch(tag -> isTagged(instance, tag)))
                .toList();
        return new Answer(new Result(found.size(), page.of(found).stream().map(this::row).toList()));
    }

    private static boolean matches(SandboxInstance instance, String search) {
        return instance.name().contains(search) || instance.id().contains(search);
    }

    private static boolean passes(SandboxInstance instance, Parameters filter) {
        List<String> values = filter.texts("Values");
        return switch (filter.requiredText("Name")) {
            case "InstanceId" -> values.contains(instance.id());
            case "InstanceType" -> values.contains(InstanceFacts.TYPE);
            case "Ip" -> values.contains(InstanceFacts.host(instance));
            case "VpcId", "SubNetId" -> false;
            default -> throw ApiError.invalidValue("Filters", "names a filter that does not exist");
        };
    }

    private static boolean isTagged(SandboxInstance instance, Parameters tag) {
        String value = instance.tags().get(tag.requiredText("TagKey"));
        return value != null && tag.text("TagValue").map(value::equals).orElse(true);
    }

    private Row row(SandboxInstance instance) {
        Cluster cluster = clusters.get(instance.id());
        List<String> topics = cluster == null ? List.of() : cluster.topics();
        int partitions = cluster == null
                ? 0
                : cluster.describeTopics(topics).values().stream().mapToInt(topic -> topic.partitions().size()).sum();
        return new Row(instance.id(), instance.name(), InstanceFacts.host(instance), InstanceFacts.port(instance), 1, 1,
                "", InstanceFacts.VERSION, InstanceFacts.TYPE, InstanceFacts.CREATED, InstanceFacts.EXPIRES,
                topics.size(), partitions, InstanceFacts.tags(instance));
    }

    public record Answer(Result result) {
    }

    record Result(int totalCount, List<Row> instanceList) {
    }

    record Row(String instanceId, String instanceName, String vip, String vport, int status, int healthy,
            String healthyMessage, String version, String instanceType, long createTime, long expireTime, int topicNum,
            int partitionNumber, List<InstanceFacts.Tag> tags) {
    }
}
