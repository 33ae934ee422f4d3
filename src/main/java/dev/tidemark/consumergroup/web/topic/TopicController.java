package dev.tidemark.consumergroup.web.topic;

import dev.tidemark.access.Operator;
import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.SubscriberListing;
import dev.tidemark.consumergroup.TopicService;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.observation.Observed;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Topics as pages: the groups that read one, and how old the oldest message is that a group has not read. */
@Controller
class TopicController {
    private static final int GROUPS_A_PAGE = 20;
    // Kafka's own limit.
    private static final int LONGEST_NAME = 249;

    private final TopicService topics;
    private final ConsumerGroupService groups;
    private final InstanceService instances;
    private final Clock clock;

    TopicController(TopicService topics, ConsumerGroupService groups, InstanceService instances, Clock clock) {
        this.topics = topics;
        this.groups = groups;
        this.instances = instances;
        this.clock = clock;
    }

    @GetMapping("/instances/{id}/topic")
    String topic(Operator operator, @PathVariable InstanceId id, @RequestParam("name") String topic,
            @RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "0") int asked,
            @RequestParam(defaultValue = "") String lag, Locale locale, Model model) {
        mustBeATopic(topic);
        PageRequest page = new PageRequest(offset, GROUPS_A_PAGE);
        SubscriberListing reading = topics.readers(operator, id, topic, page);
        LagColumn column = LagColumn.parse(lag);
        var offsets = column == LagColumn.DEFERRED
                ? Map.<ConsumerGroupId, Observed<GroupOffsets>>of()
                : groups.offsetsOf(operator, id, readers(reading), topic);
        var place = new ViewContext(id, instances.nameOf(operator, id), locale, clock.instant());
        model.addAttribute("page", TopicPage.of(place, topic, page, asked, reading, column, offsets));
        return "consumergroup/topic";
    }

    /** On a page of its own, from which the group's page takes the answer. */
    @GetMapping("/instances/{id}/group/oldest")
    String oldest(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam String topic, @RequestParam int partition, Locale locale, Model model) {
        mustBeATopic(topic);
        var oldest = topics.oldestUnread(operator, id, name, new TopicPartition(topic, partition));
        var place = new ViewContext(id, instances.nameOf(operator, id), locale, clock.instant());
        model.addAttribute("page", OldestUnreadPage.of(place, name, oldest));
        return "consumergroup/oldest";
    }

    private static List<ConsumerGroupId> readers(SubscriberListing reading) {
        return reading.readers().stream().flatMap(known -> known.value().groups().stream()).map(ConsumerGroup::id)
                .toList();
    }

    private static void mustBeATopic(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw InvalidInput.coded("topic", "topic");
        }
    }
}
