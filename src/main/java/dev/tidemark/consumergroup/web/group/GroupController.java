package dev.tidemark.consumergroup.web.group;

import dev.tidemark.access.Operator;
import dev.tidemark.access.Permission;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.GroupListing.Entry;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.consumergroup.TopicOffsetRanges;
import dev.tidemark.consumergroup.TopicService;
import dev.tidemark.consumergroup.web.GroupPageQuery;
import dev.tidemark.consumergroup.web.GroupSort;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.Refresh;
import dev.tidemark.consumergroup.web.StateFilter;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.consumergroup.web.list.GroupFile;
import dev.tidemark.consumergroup.web.list.GroupListPage;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Figure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Consumer groups as pages: the list of an instance's, and one with its members and offsets. */
@Controller
class GroupController {
    private static final int GROUPS_A_PAGE = 25;

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

    @GetMapping("/instances/{id}/groups")
    String list(Operator operator, @PathVariable InstanceId id, @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "") String lag, @RequestParam(defaultValue = "") String sort, Locale locale,
            Model model) {
        GroupQuery query = new GroupQuery(search, StateFilter.parse(state), new PageRequest(offset, GROUPS_A_PAGE));
        LagColumn column = LagColumn.parse(lag);
        var listing = groups.list(operator, id, query);
        var offsets = column == LagColumn.LATER
                ? Map.<ConsumerGroupId, Observed<GroupOffsets>>of()
                : groups.offsetsOf(operator, id, listing.value().groups().stream().map(Entry::group).toList());
        var place = new ViewContext(id, instances.nameOf(operator, id), locale, clock.instant());
        model.addAttribute("page", GroupListPage.of(place, query, groups.filtersByState(operator, id), listing,
                column, GroupSort.parse(sort), offsets));
        return "consumergroup/list";
    }

    /** How many groups there are, for a cell of another page. */
    @GetMapping("/instances/{id}/groups/total")
    String total(Operator operator, @PathVariable InstanceId id, Locale locale, Model model) {
        model.addAttribute("page", Figure.of(groups.count(operator, id), locale, "unknown.unread"));
        return "consumergroup/total";
    }

    @GetMapping(path = "/instances/{id}/groups.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> exportList(Operator operator, @PathVariable InstanceId id,
            @RequestParam(defaultValue = "") String search, @RequestParam(defaultValue = "") String state) {
        String csv = GroupFile.csv(groups.listAll(operator, id, search, StateFilter.parse(state)));
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(id.value() + "-groups.csv").build().toString()).body(csv);
    }

    /** A backup before a change: the file that Kafka's own tool can restore from. */
    @GetMapping(path = "/instances/{id}/group/offsets.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> export(Operator operator, @PathVariable InstanceId id, @RequestParam ConsumerGroupId name) {
        String csv = OffsetsCsv.write(groups.allOffsets(operator, id, name));
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name.value() + ".csv", StandardCharsets.UTF_8).build()
                        .toString())
                .body(csv);
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
