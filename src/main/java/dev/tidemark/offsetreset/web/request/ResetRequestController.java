package dev.tidemark.offsetreset.web.request;

import dev.tidemark.access.Operator;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.offsetreset.OffsetResetService;
import dev.tidemark.offsetreset.ResetDetails;
import dev.tidemark.offsetreset.ResetFilter;
import dev.tidemark.offsetreset.followup.FollowUpService;
import dev.tidemark.offsetreset.web.DriftRow;
import dev.tidemark.offsetreset.web.StatusFilter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests for resets as pages: requested, listed, read, decided and executed. */
@Controller
class ResetRequestController {
    private static final int RESETS_A_PAGE = 25;

    private final OffsetResetService resets;
    private final FollowUpService followUps;
    private final InstanceService instances;
    private final Clock clock;

    ResetRequestController(OffsetResetService resets, FollowUpService followUps, InstanceService instances,
            Clock clock) {
        this.resets = resets;
        this.followUps = followUps;
        this.instances = instances;
        this.clock = clock;
    }

    @PostMapping("/resets")
    String request(Operator operator, @RequestParam String previewId,
            @RequestParam(defaultValue = "") String confirmGroup, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String ticket) {
        var asked = resets.request(operator, previewId, confirmGroup, reason,
                Optional.of(ticket.strip()).filter(text -> !text.isEmpty()));
        return "redirect:/resets/" + asked.id();
    }

    @GetMapping("/resets")
    String list(Operator operator, @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String instance, @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String person, @RequestParam(defaultValue = "0") int offset,
            Locale locale, Model model) {
        ResetFilter filter = new ResetFilter(StatusFilter.parse(status),
                Optional.of(instance.strip()).filter(text -> !text.isEmpty()).map(InstanceId::new),
                Optional.of(group).filter(text -> !text.isEmpty()).map(ConsumerGroupId::new), person.strip(),
                new PageRequest(offset, RESETS_A_PAGE));
        model.addAttribute("page", ResetListPage.of(filter, followUps.concerning(operator), resets.waitingFor(operator),
                resets.list(operator, filter), locale, clock.instant()));
        return "offsetreset/list";
    }

    /** How many resets wait for the reader's decision or went wrong afterwards, for the navigation of every page. */
    @GetMapping("/resets/inbox")
    String inbox(Operator operator, Model model) {
        model.addAttribute("page", new Inbox(
                resets.waitingFor(operator).size() + followUps.concerning(operator).size()));
        return "offsetreset/inbox";
    }

    @GetMapping("/resets/{resetId}")
    String show(Operator operator, @PathVariable long resetId, Locale locale, Model model) {
        ResetDetails view = resets.look(operator, resetId);
        model.addAttribute("page", ResetRequestPage.of(view, operator,
                instances.known(operator, view.request().plan().instance()), locale, clock.instant()));
        return "offsetreset/request";
    }

    /** What changed since the preview, read from the cloud: apart from the page, which must not wait for it. */
    @GetMapping("/resets/{resetId}/changes")
    String changes(Operator operator, @PathVariable long resetId, Locale locale, Model model) {
        model.addAttribute("page", new Changes(Long.toString(resetId),
                resets.changes(operator, resetId).stream().map(each -> DriftRow.of(each, locale)).toList()));
        return "offsetreset/changes";
    }

    @PostMapping("/resets/{resetId}/approval")
    String approve(Operator operator, @PathVariable long resetId, @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "false") boolean breakGlass) {
        var _ = breakGlass
                ? resets.breakGlass(operator, resetId, comment)
                : resets.approve(operator, resetId, comment);
        return "redirect:/resets/" + resetId;
    }

    @PostMapping("/resets/{resetId}/rejection")
    String reject(Operator operator, @PathVariable long resetId, @RequestParam(defaultValue = "") String comment) {
        resets.reject(operator, resetId, comment);
        return "redirect:/resets/" + resetId;
    }

    @PostMapping("/resets/{resetId}/cancellation")
    String cancel(Operator operator, @PathVariable long resetId, @RequestParam(defaultValue = "") String comment) {
        resets.cancel(operator, resetId, comment);
        return "redirect:/resets/" + resetId;
    }

    @PostMapping("/resets/{resetId}/execution")
    String execute(Operator operator, @PathVariable long resetId) {
        resets.execute(operator, resetId);
        return "redirect:/resets/" + resetId;
    }

    /** Decisions are posted here. Opened or reloaded as a page, this address shows the reset. */
    @GetMapping("/resets/{resetId}/{decision:approval|rejection|cancellation|execution|undo-preview|continuation-preview}")
    String decided(@PathVariable long resetId) {
        return "redirect:/resets/" + resetId;
    }

    record Inbox(int count) {
    }

    record Changes(String id, List<DriftRow> rows) {
    }
}
