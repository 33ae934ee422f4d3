package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.access.Operator;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.offsetreset.web.ResetLinks;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The form of a reset, and the preview it leads to. Nothing here changes anything in CKafka. */
@Controller
class ResetPreviewController {
    private final ResetPreviewService previews;
    private final ConsumerGroupService groups;
    private final InstanceService instances;
    private final Clock clock;

    ResetPreviewController(ResetPreviewService previews, ConsumerGroupService groups, InstanceService instances,
            Clock clock) {
        this.previews = previews;
        this.groups = groups;
        this.instances = instances;
        this.clock = clock;
    }

    @GetMapping("/instances/{id}/resets/new")
    String form(Operator operator, @PathVariable InstanceId id, @RequestParam MultiValueMap<String, String> values,
            Locale locale, Model model) {
        ResetForm form = new ResetForm(values);
        var view = groups.look(operator, id, form.group(),
                new OffsetsQuery("", Optional.empty(), new PageRequest(0, PageRequest.MAX_LIMIT)));
        model.addAttribute("page", ResetFormPage.of(id, instances.known(operator, id), form, view,
                previews.capabilities(operator, id),
                previews.commitsWithoutMembers(operator, id, form.group()), operator, locale));
        return "offsetreset/new";
    }

    @PostMapping("/instances/{id}/reset-previews")
    String preview(Operator operator, @PathVariable InstanceId id,
            @RequestParam MultiValueMap<String, String> values) {
        ResetForm form = new ResetForm(values);
        ResetPlan plan = previews.preview(operator, id, form.group(), form.toScope(), form.toTarget(), form.toMode(),
                Optional.of(form.text("overrideReason").strip()).filter(text -> !text.isEmpty()));
        return "redirect:" + ResetLinks.preview(plan.id(), plan.moment().isPresent() ? form.text("zone").strip() : "");
    }

    /** Forms are posted here. Opened or reloaded as a page, this address leads to the consumer groups. */
    @GetMapping("/instances/{id}/reset-previews")
    String previews(@PathVariable InstanceId id) {
        return "redirect:" + ResetLinks.groups(id);
    }

    @GetMapping("/reset-previews/{previewId}")
    String show(Operator operator, @PathVariable String previewId, @RequestParam(defaultValue = "") String zone,
            Locale locale, Model model) {
        ResetPlan plan = previews.find(operator, previewId);
        model.addAttribute("page", ResetPreviewPage.of(plan, zone, operator,
                instances.known(operator, plan.instance()), locale, clock.instant()));
        return "offsetreset/preview";
    }

    /** The planned offsets in the format of {@code kafka-consumer-groups --from-file}. */
    @GetMapping(path = "/reset-previews/{previewId}/offsets.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> export(Operator operator, @PathVariable String previewId) {
        ResetPlan plan = previews.find(operator, previewId);
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        plan.partitions().forEach(each -> each.to().ifPresent(to -> offsets.put(each.partition(), to)));
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("reset-" + plan.id() + ".csv").build().toString())
                .body(OffsetsCsv.write(offsets));
    }

    @PostMapping("/reset-previews/{previewId}/cancellation")
    String cancelLookup(Operator operator, @PathVariable String previewId) {
        return "redirect:/reset-previews/" + previews.cancel(operator, previewId).id();
    }

    @PostMapping("/resets/{resetId}/continuation-preview")
    String continuation(Operator operator, @PathVariable long resetId) {
        return "redirect:/reset-previews/" + previews.continuation(operator, resetId).id();
    }

    @PostMapping("/resets/{resetId}/undo-preview")
    String undo(Operator operator, @PathVariable long resetId) {
        return "redirect:/reset-previews/" + previews.undo(operator, resetId).id();
    }
}
