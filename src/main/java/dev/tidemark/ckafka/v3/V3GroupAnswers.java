package dev.tidemark.ckafka.v3;

import com.tencentcloudapi.ckafka.v20190819.models.Assignment;
import com.tencentcloudapi.ckafka.v20190819.models.GroupInfoMember;
import com.tencentcloudapi.ckafka.v20190819.models.GroupInfoResponse;
import com.tencentcloudapi.ckafka.v20190819.models.GroupOffsetPartition;
import com.tencentcloudapi.ckafka.v20190819.models.GroupOffsetResponse;
import com.tencentcloudapi.ckafka.v20190819.models.GroupOffsetTopic;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.PartitionOffsets;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import dev.tidemark.kafka.TopicPartition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SDK's answers about consumer groups into Kafka's words. Every field of the SDK may be null; what cannot be
 * done without ends in an exception, which {@link V3Calls} reports as an answer that could not be understood.
 */
final class V3GroupAnswers {
    private V3GroupAnswers() {
    }

    static ConsumerGroup toGroup(GroupInfoResponse info) {
        if (!isFine(info)) {
            throw new IllegalStateException("DescribeGroupInfo answered error " + info.getErrorCode());
        }
        return new ConsumerGroup(new ConsumerGroupId(info.getGroup()), GroupState.named(orEmpty(info.getState())),
                orEmpty(info.getProtocolType()), orEmpty(info.getProtocol()),
                rows(info.getMembers()).map(V3GroupAnswers::toMember).sorted(Comparator
                        .comparing(ConsumerGroup.Member::clientId).thenComparing(ConsumerGroup.Member::memberId))
                        .toList());
    }

    /** Those groups that could be described; one group's error hides no other. */
    static Map<ConsumerGroupId, ConsumerGroup> toGroups(List<GroupInfoResponse> answers) {
        return answers.stream().filter(V3GroupAnswers::isFine).map(V3GroupAnswers::toGroup)
                .collect(Collectors.toMap(ConsumerGroup::id, Function.identity()));
    }

    // "0" is this field's word for no error; it is a text here and a number in DescribeGroupOffsets.
    private static boolean isFine(GroupInfoResponse info) {
        return orEmpty(info.getErrorCode()).isEmpty() || "0".equals(info.getErrorCode());
    }

    private static ConsumerGroup.Member toMember(GroupInfoMember member) {
        Assignment assignment = member.getAssignment();
        List<TopicPartition> partitions = assignment == null
                ? List.of()
                : rows(assignment.getTopics())
                        .flatMap(topic -> rows(topic.getPartitions())
                                .map(partition -> new TopicPartition(topic.getTopic(), partition.intValue())))
                        .sorted().toList();
        return new ConsumerGroup.Member(orEmpty(member.getMemberId()), orEmpty(member.getClientId()),
                orEmpty(member.getClientHost()).replaceFirst("^/", ""), partitions);
    }

    static GroupOffsets toOffsets(GroupOffsetResponse page) {
        return new GroupOffsets(page.getTotalCount(), rows(page.getTopicList()).map(V3GroupAnswers::toTopic)
                .sorted(Comparator.comparing(GroupOffsets.Topic::name)).toList());
    }

    private static GroupOffsets.Topic toTopic(GroupOffsetTopic topic) {
        return new GroupOffsets.Topic(topic.getTopic(), rows(topic.getPartitions()).map(V3GroupAnswers::toPartition)
                .sorted(Comparator.comparingInt(PartitionOffsets::partition)).toList());
    }

    private static PartitionOffsets toPartition(GroupOffsetPartition row) {
        int partition = Math.toIntExact(row.getPartition());
        if (row.getErrorCode() != null && row.getErrorCode() != 0) {
            return new PartitionOffsets(partition, OptionalLong.empty(), OptionalLong.empty(), "",
                    OptionalInt.of(Math.toIntExact(row.getErrorCode())));
        }
        // Kafka's own way to say "nothing committed" is the offset -1.
        return new PartitionOffsets(partition, unlessNegative(row.getOffset()), unlessNegative(row.getLogEndOffset()),
                orEmpty(row.getMetadata()), OptionalInt.empty());
    }

    /** The SDK leaves out lists that the cloud left out. */
    static <T> Stream<T> rows(T @Nullable [] list) {
        return list == null ? Stream.empty() : Stream.of(list);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static OptionalLong unlessNegative(@Nullable Long offset) {
        return offset == null || offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
