package dev.tidemark.consumergroup.web;

import dev.tidemark.access.Operator;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Consumer groups of an instance, with their members, offsets and lag. */
@RestController
@RequestMapping("/api/v1/instances/{id}")
class ConsumerGroupApi {
    private final ConsumerGroupService groups;

    ConsumerGroupApi(ConsumerGroupService groups) {
        this.groups = groups;
    }

    /**
     * Lists the consumer groups of an instance. CKafka searches and pages them.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     * @param search a part of the group's name
     * @param state {@code Stable} or {@code Empty}, otherwise groups of every state
     * @param offset how many entries to skip
     * @param limit how many entries to return at most, 1 to 50
     */
    @GetMapping("/groups")
    GroupAnswers.Listing listGroups(Operator operator, @PathVariable InstanceId id,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        GroupQuery query = new GroupQuery(search, StateFilter.parse(state), new PageRequest(offset, limit));
        return GroupAnswers.Listing.of(groups.list(operator, id, query));
    }

    /**
     * Describes a consumer group: its state, and its members with the partitions assigned to them.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     * @param name the name of the consumer group
     */
    @GetMapping("/group")
    GroupAnswers.Group describeGroup(Operator operator, @PathVariable InstanceId id,
            @RequestParam ConsumerGroupId name) {
        return GroupAnswers.Group.of(groups.describe(operator, id, name));
    }

    /**
     * Lists the committed offsets, log end offsets and lag of a consumer group, by topic. {@code offset}, {@code limit} and
     * {@code total} count topics, as CKafka pages them.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     * @param name the name of the consumer group
     * @param search a part of the topic's name
     * @param topic the whole name of one topic
     * @param offset how many topics to skip
     * @param limit how many topics to return at most, 1 to 50
     */
    @GetMapping("/group/offsets")
    GroupAnswers.Offsets listOffsets(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        OffsetsQuery query = new OffsetsQuery(search, Optional.of(topic).filter(text -> !text.isEmpty()),
                new PageRequest(offset, limit));
        return GroupAnswers.Offsets.of(groups.offsets(operator, id, name, query));
    }
}
