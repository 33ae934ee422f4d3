package dev.tidemark.consumergroup.web.list;

import dev.tidemark.access.Operator;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.ConsumerGroups.GroupQuery;
import dev.tidemark.consumergroup.GroupListing.Entry;
import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.web.GroupSort;
import dev.tidemark.consumergroup.web.LagColumn;
import dev.tidemark.consumergroup.web.StateFilter;
import dev.tidemark.consumergroup.web.ViewContext;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.observation.Observed;
import dev.tidemark.webkit.Download;
import dev.tidemark.webkit.Figure;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The consumer groups of an instance as a page, as a number, and as a file. */
@Controller
class GroupListController {
    private static final int GROUPS_A_PAGE = 25;

    private final ConsumerGroupService groups;
    private final InstanceService instances;
    private final Clock clock;

    GroupListController(ConsumerGroupService groups, InstanceService instances, Clock clock) {
        this.groups = groups;
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
        var offsets = column == LagColumn.DEFERRED
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
        return Download.csv(id.value() + "-groups.csv", csv);
    }
}
