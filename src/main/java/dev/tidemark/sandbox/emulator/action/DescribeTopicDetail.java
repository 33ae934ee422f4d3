package dev.tidemark.sandbox.emulator.action;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;

/** Topics with their size. Creation times are not kept by Kafka, so every topic has the instance's. */
record DescribeTopicDetail(Clusters clusters) implements Action {
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
        return new Answer(new Result(page.of(found).stream().map(DescribeTopicDetail::row).toList(), found.size()));
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

    private static Row row(TopicDescription topic) {
        int replicas = topic.partitions().stream().mapToInt(partition -> partition.replicas().size()).max().orElse(0);
        return new Row(topic.name(), DescribeTopic.topicId(topic.name()), topic.partitions().size(), replicas, "",
                InstanceFacts.CREATED, 0);
    }

    record Answer(Result result) {
    }

    record Result(List<Row> topicList, int totalCount) {
    }

    record Row(String topicName, String topicId, int partitionNum, int replicaNum, String note, long createTime,
            int status) {
    }
}
