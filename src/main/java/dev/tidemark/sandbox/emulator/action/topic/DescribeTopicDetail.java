package dev.tidemark.sandbox.emulator.action.topic;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.InstanceFacts;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import dev.tidemark.sandbox.emulator.action.TopicConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;

/** Topics with their size and settings. Creation times are not kept by Kafka, so every topic has the instance's. */
public record DescribeTopicDetail(Clusters clusters) implements Action {
    private static final int MOST = 50;

    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "SearchWord", "Offset", "Limit", "AclRuleName", "OrderBy", "OrderType", "Filters");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        Page page = Page.of(parameters, 20, MOST);
        String search = parameters.text("SearchWord").orElse("");
        Comparator<TopicDescription> order = order(parameters);
        List<TopicDescription> found = cluster
                .describeTopics(cluster.topics().stream().filter(topic -> topic.contains(search)).toList()).values()
                .stream().sorted(order).toList();
        List<TopicDescription> some = page.of(found);
        Map<String, TopicConfig> configs = cluster.configs(some.stream().map(TopicDescription::name).toList());
        return new Answer(new Result(some.stream().map(topic -> row(topic, configs.get(topic.name()))).toList(),
                found.size()));
    }

    private static Comparator<TopicDescription> order(Parameters parameters) {
        Comparator<TopicDescription> byName = Comparator.comparing(TopicDescription::name);
        Comparator<TopicDescription> order = switch (parameters.text("OrderBy").orElse("")) {
            case "PartitionNum" -> Comparator.<TopicDescription>comparingInt(topic -> topic.partitions().size());
            case "", "CreateTime" -> byName;
            default -> throw ApiError.invalidValue("OrderBy", "must be PartitionNum or CreateTime");
        };
        boolean descending = parameters.numberBetween("OrderType", 0, 1, 0) == 1;
        return (descending ? order.reversed() : order).thenComparing(byName);
    }

    private static Row row(TopicDescription topic, @Nullable TopicConfig config) {
        int replicas = topic.partitions().stream().mapToInt(partition -> partition.replicas().size()).max().orElse(0);
        return new Row(topic.name(), DescribeTopic.topicId(topic.name()), topic.partitions().size(), replicas, "",
                InstanceFacts.CREATED, config, 0);
    }

    public record Answer(Result result) {
    }

    record Result(List<Row> topicList, int totalCount) {
    }

    record Row(String topicName, String topicId, int partitionNum, int replicaNum, String note, long createTime,
            @Nullable TopicConfig config, int status) {
    }
}
