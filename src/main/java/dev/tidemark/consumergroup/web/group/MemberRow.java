package dev.tidemark.consumergroup.web.group;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroup.Member;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.kafka.Lag;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.webkit.Figure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One consumer, what it was assigned and how far it is behind.
 *
 * @param lag the sum of what is known of its partitions among the topics on the page
 * @param unknown how many of its partitions a known lag leaves out
 * @param assigned the first of its topics
 * @param moreTopics how many it has beyond those
 */
record MemberRow(String memberId, String clientId, String host, Figure partitionCount, Figure lag, long unknown,
        List<AssignedTopic> assigned, int moreTopics) {
    // Fifty topics beside each of a hundred members would be most of the page.
    private static final int TOPICS_SHOWN = 5;

    static List<MemberRow> of(ConsumerGroup group, Optional<GroupOffsets> offsets, ViewContext place) {
        Map<TopicPartition, Lag> lags = new HashMap<>();
        offsets.ifPresent(page -> page.topics().forEach(topic -> topic.partitions().forEach(
                each -> lags.put(new TopicPartition(topic.name(), each.partition()), each.lag()))));
        return group.members().stream().map(member -> of(member, lags, offsets.isPresent(), place)).toList();
    }

    private static MemberRow of(Member member, Map<TopicPartition, Lag> lags, boolean read, ViewContext place) {
        List<Lag> own = member.assignment().stream().map(each -> lags.getOrDefault(each, Lag.unknown())).toList();
        Lag lag = Lag.total(own.stream());
        String why = member.assignment().isEmpty() ? "member.idle" : "member.lag-unknown";
        List<AssignedTopic> topics = AssignedTopic.of(member.assignment());
        return new MemberRow(member.memberId(), member.clientId(), member.host(),
                Figure.of(member.assignment().size(), place.locale()),
                Figure.of(lag.messages(), place.locale(), read ? why : "unknown.unread"),
                lag.isKnown() ? own.stream().filter(each -> !each.isKnown()).count() : 0,
                topics.stream().limit(TOPICS_SHOWN).toList(), Math.max(0, topics.size() - TOPICS_SHOWN));
    }
}
