package dev.tidemark.consumergroup.web.group;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.consumergroup.TopicOffsetRanges;
import dev.tidemark.consumergroup.TopicService;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.Refresh;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.webkit.Download;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** One consumer group with its members and offsets, as a page and as a file. */
@Controller
class GroupController {
    private final ConsumerGroupService groups;
    private final TopicService topics;
    private final InstanceService instances;
    private final Clock clock;

    GroupController(ConsumerGroupService groups, TopicService topics, InstanceService instances,
            Clock clock) {
        this.groups = groups;
        this.topics = topics;
        this.instances = instances;
        this.clock = clock;
    }

    /** The file that Kafka's own tool restores committed offsets from. */
    @GetMapping(path = "/instances/{id}/group/offsets.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> export(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name) {
        String csv = OffsetsCsv.write(groups.allOffsets(operator, id, name));
        return Download.csv(name.value() + ".csv", csv);
    }

    @GetMapping("/instances/{id}/group")
    String detail(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "") String sort, @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "") List<String> topic, @RequestParam(defaultValue = "") String earliest,
            @RequestParam(defaultValue = "") String refresh, Locale locale, Model model) {
        var query = GroupPageQuery.of(search, show, sort, offset, topic, earliest).every(Refresh.parse(refresh));
        var view = groups.look(operator, id, name, query.offsets());
        Optional<TopicOffsetRanges> ranges = earliest.isEmpty()
                ? Optional.empty()
                : Optional.of(topics.ranges(operator, id, earliest));
        var place = new ViewContext(id, instances.nameOf(operator, id), locale, clock.instant());
        model.addAttribute("page", GroupDetailPage.of(place, name, query, view, ranges,
                operator.may(Permission.REQUEST_RESET, id, name)));
        return "consumergroup/detail";
    }
}
