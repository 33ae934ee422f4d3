package dev.tidemark.offsetreset.web.preview;

import dev.tidemark.access.Operator;
import dev.tidemark.consumergroup.ConsumerGroupService;
import dev.tidemark.consumergroup.ConsumerGroups.OffsetsQuery;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.instance.InstanceService;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.kafka.TopicPartition;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.ResetRefused;
import dev.tidemark.offsetreset.plan.ResetRefused.Reason;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import dev.tidemark.offsetreset.web.ResetLinks;
import dev.tidemark.webkit.error.FormProblem;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The form of a reset, and the preview it leads to. Nothing here changes anything in CKafka. */
@Controller
class ResetPreviewController {
    private final ResetPreviewService previews;
    private final ConsumerGroupService groups;
    private final InstanceService instances;
    private final FormProblem.Words words;
    private final Clock clock;

    ResetPreviewController(ResetPreviewService previews, ConsumerGroupService groups, InstanceService instances,
            FormProblem.Words words, Clock clock) {
        this.previews = previews;
        this.groups = groups;
        this.instances = instances;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/instances/{id}/resets/new")
    String form(Operator operator, @PathVariable InstanceId id, @RequestParam MultiValueMap<String, String> values,
            Locale locale, Model model) {
        show(operator, id, new ResetForm(values), null, locale, model);
        return "offsetreset/new";
    }

    private void show(Operator operator, InstanceId id, ResetForm form, @Nullable FormProblem problem, Locale locale,
            Model model) {
        var view = groups.look(operator, id, form.group(),
                new OffsetsQuery("", Optional.empty(), new PageRequest(0, PageRequest.MAX_LIMIT)));
        model.addAttribute("page", ResetFormPage.of(id, instances.known(operator, id), form, view,
                previews.capabilities(operator, id),
                previews.commitsWithoutMembers(operator, id, form.group()), problem, operator, locale));
    }

    @PostMapping("/instances/{id}/reset-previews")
    String preview(Operator operator, @PathVariable InstanceId id, @RequestParam MultiValueMap<String, String> values,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String script, HttpServletResponse response,
            Locale locale, Model model) {
        ResetForm form = new ResetForm(values);
        // Where a script shows the advice beside what was typed, the form is still there.
        if (script != null || form.text("group").isEmpty()) {
            return preview(operator, id, form);
        }
        try {
            return preview(operator, id, form);
        } catch (InvalidInput | ResetRefused refusal) {
            FormProblem problem = words.of(refusal, locale);
            response.setStatus(problem.status());
            show(operator, id, form, problem, locale, model);
            return "offsetreset/new";
        }
    }

    private String preview(Operator operator, InstanceId id, ResetForm form) {
        ResetPlan plan = previews.preview(operator, id, form.group(), form.toScope(), form.toTarget(), form.toMode(),
                given(form.text("overrideReason")));
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

    /** As {@link #previews}: to load it again shows the preview. */
    @GetMapping("/reset-previews/{previewId}/cancellation")
    String cancelled(@PathVariable String previewId) {
        return "redirect:" + ResetLinks.preview(previewId, "");
    }

    @PostMapping("/reset-previews/{previewId}/cancellation")
    String cancelLookup(Operator operator, @PathVariable String previewId) {
        return "redirect:/reset-previews/" + previews.cancel(operator, previewId).id();
    }

    @PostMapping("/resets/{resetId}/continuation-preview")
    ModelAndView continuation(Operator operator, @PathVariable long resetId,
            @RequestParam(defaultValue = "") String overrideReason) {
        return planned(resetId, "continuation-preview",
                () -> previews.continuation(operator, resetId, given(overrideReason)));
    }

    @PostMapping("/resets/{resetId}/undo-preview")
    ModelAndView undo(Operator operator, @PathVariable long resetId,
            @RequestParam(defaultValue = "") String overrideReason) {
        return planned(resetId, "undo-preview", () -> previews.undo(operator, resetId, given(overrideReason)));
    }

    /** The preview; or, where a client commits in the Empty group, a page that asks for the reason to plan nevertheless. */
    private static ModelAndView planned(long resetId, String wanted, Supplier<ResetPlan> plan) {
        try {
            return new ModelAndView("redirect:/reset-previews/" + plan.get().id());
        } catch (ResetRefused refusal) {
            if (refusal.reason() != Reason.GROUP_COMMITS) {
                throw refusal;
            }
            return new ModelAndView("offsetreset/override",
                    Map.of("page", OverridePage.of(resetId, wanted, refusal.facts())), HttpStatus.CONFLICT);
        }
    }

    private static Optional<String> given(String reason) {
        return Optional.of(reason.strip()).filter(text -> !text.isEmpty());
    }
}
