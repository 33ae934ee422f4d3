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

/** Consumer groups as JSON, for automation. */
@RestController
@RequestMapping("/api/v1/instances/{id}")
class ConsumerGroupApi {
    private final ConsumerGroupService groups;

    ConsumerGroupApi(ConsumerGroupService groups) {
        this.groups = groups;
    }

    @GetMapping("/groups")
    GroupAnswers.Listing list(Operator operator, @PathVariable InstanceId id,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        GroupQuery query = new GroupQuery(search, StateFilter.parse(state), new PageRequest(offset, limit));
        return GroupAnswers.Listing.of(groups.list(operator, id, query));
    }

    @GetMapping("/group")
    GroupAnswers.Group describe(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name) {
        return GroupAnswers.Group.of(groups.describe(operator, id, name));
    }

    @GetMapping("/group/offsets")
    GroupAnswers.Offsets offsets(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
        OffsetsQuery query = new OffsetsQuery(search, Optional.of(topic).filter(text -> !text.isEmpty()),
                new PageRequest(offset, limit));
        return GroupAnswers.Offsets.of(groups.offsets(operator, id, name, query));
    }
}
