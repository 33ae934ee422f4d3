package dev.tidemark.sandbox.emulator.action.topic;

import dev.tidemark.sandbox.emulator.action.Action;
import dev.tidemark.sandbox.emulator.action.Cluster;
import dev.tidemark.sandbox.emulator.action.Clusters;
import dev.tidemark.sandbox.emulator.action.Page;
import dev.tidemark.sandbox.emulator.action.Parameters;
import java.util.List;
import java.util.Set;

/** Lists topics by name. */
public record DescribeTopic(Clusters clusters) implements Action {
    @Override
    public Set<String> parameters() {
        return Set.of("InstanceId", "SearchWord", "Offset", "Limit", "AclRuleName");
    }

    @Override
    public Answer answer(Parameters parameters) {
        Cluster cluster = clusters.of(parameters);
        Page page = Page.of(parameters, 20, 50);
        String search = parameters.text("SearchWord").orElse("");
        List<String> found = cluster.topics().stream().filter(topic -> topic.contains(search)).toList();
        return new Answer(new Result(
                page.of(found).stream().map(topic -> new Row(topicId(topic), topic, "")).toList(), found.size()));
    }

    /** CKafka's ids look like this; they only have to be stable. */
    public static String topicId(String topic) {
        return "topic-%08x".formatted(topic.hashCode());
    }

    public record Answer(Result result) {
    }

    record Result(List<Row> topicList, int totalCount) {
    }

    record Row(String topicId, String topicName, String note) {
    }
}
