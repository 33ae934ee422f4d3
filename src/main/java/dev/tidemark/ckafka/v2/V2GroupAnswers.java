package dev.tidemark.ckafka.v2;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupListing;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Reads the legacy API's answers about consumer groups into Kafka's words. The error is {@code err_code} here, a number or
 * a text; what cannot be done without ends in an exception.
 */
final class V2GroupAnswers {
    private V2GroupAnswers() {
    }

    static GroupListing toListing(JsonNode page) {
        return new GroupListing(page.required("totalCount").asLong(), rows(page, "groupList")
                .map(row -> new GroupListing.Entry(new ConsumerGroupId(row.required("group").stringValue()),
                        Optional.empty(), OptionalInt.empty(), row.path("protocol").asString("")))
                .toList());
    }

    static ConsumerGroup toGroup(JsonNode groups) {
        JsonNode first = groups.required(0);
        if (error(first) != 0) {
            throw new IllegalStateException("GetGroupInfo answered error " + error(first));
        }
        return group(first);
    }

    /** Those groups that could be described; one group's error hides no other. */
    static Map<ConsumerGroupId, ConsumerGroup> toGroups(JsonNode groups) {
        return StreamSupport.stream(groups.spliterator(), false).filter(row -> error(row) == 0)
                .map(V2GroupAnswers::group)
                .collect(Collectors.toMap(ConsumerGroup::id, Function.identity()));
    }

    private static ConsumerGroup group(JsonNode row) {
        return new ConsumerGroup(new ConsumerGroupId(row.required("group").stringValue()),
                GroupState.named(row.path("state").asString("")), row.path("protocol_type").asString(""),
                row.path("protocol").asString(""),
                rows(row, "members").map(V2GroupAnswers::member)
                        .sorted(Comparator.comparing(ConsumerGroup.Member::clientId)
                                .thenComparing(ConsumerGroup.Member::memberId))
                        .toList());
    }

    private static ConsumerGroup.Member member(JsonNode row) {
        List<TopicPartition> partitions = rows(row.path("assignment"), "topics")
                .flatMap(topic -> rows(topic, "partitions").map(
                        number -> new TopicPartition(topic.required("topic").stringValue(), number.asInt())))
                .sorted().toList();
        return new ConsumerGroup.Member(row.path("member_id").asString(""), row.path("client_id").asString(""),
                row.path("client_host").asString("").replaceFirst("^/", ""), partitions);
    }

    static GroupOffsets toOffsets(JsonNode page) {
        return new GroupOffsets(page.required("totalCount").asLong(), rows(page, "topicList")
                .map(topic -> new GroupOffsets.Topic(topic.required("topic").stringValue(),
                        rows(topic, "partitions").map(V2GroupAnswers::partition)
                                .sorted(Comparator.comparingInt(PartitionOffsets::partition)).toList()))
                .sorted(Comparator.comparing(GroupOffsets.Topic::name)).toList());
    }

    private static PartitionOffsets partition(JsonNode row) {
        int number = row.required("partition").asInt();
        if (error(row) != 0) {
            return new PartitionOffsets(number, OptionalLong.empty(), OptionalLong.empty(), "",
                    OptionalInt.of(error(row)));
        }
        // Kafka's own way to say "nothing committed" is the offset -1.
        return new PartitionOffsets(number, unlessNegative(row.path("offset")),
                unlessNegative(row.path("log_end_offset")), row.path("metadata").asString(""), OptionalInt.empty());
    }

    private static int error(JsonNode row) {
        return row.path("err_code").asInt(0);
    }

    private static Stream<JsonNode> rows(JsonNode parent, String list) {
        return StreamSupport.stream(parent.path(list).spliterator(), false);
    }

    private static OptionalLong unlessNegative(JsonNode offset) {
        return offset.isIntegralNumber() && offset.longValue() >= 0
                ? OptionalLong.of(offset.longValue())
                : OptionalLong.empty();
    }
}
