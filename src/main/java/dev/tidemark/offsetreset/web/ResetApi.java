package dev.tidemark.offsetreset.web;

import dev.tidemark.access.Operator;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.PageRequest;
import dev.tidemark.offsetreset.OffsetResetService;
import dev.tidemark.offsetreset.ResetFilter;
import dev.tidemark.offsetreset.ResetRequest;
import dev.tidemark.offsetreset.ResetStore;
import dev.tidemark.offsetreset.followup.FollowUpService;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.preview.ResetPreviewService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Guarded offset resets: previewed, requested, approved by other people, executed once, and verified. */
@RestController
@RequestMapping("/api/v1")
class ResetApi {
    // A script that asks for a few partitions gets its plan in one answer; proxies give up after a minute.
    private static final Duration LOOKUP_WAIT = Duration.ofSeconds(15);
    private static final Pattern WAIT = Pattern.compile("\\bwait=([0-5]?[0-9])\\b");

    private final ResetPreviewService previews;
    private final OffsetResetService resets;
    private final FollowUpService followUps;

    ResetApi(ResetPreviewService previews, OffsetResetService resets, FollowUpService followUps) {
        this.previews = previews;
        this.resets = resets;
        this.followUps = followUps;
    }

    /**
     * Previews an offset reset. It changes nothing: the answer shows for each partition from where to where its offset would
     * move. While CKafka is still being asked what a time means, the preview is accepted (202) and cannot be requested yet.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     * @param prefer how long to wait for CKafka's answers, such as {@code wait=30}; left out, 15 seconds
     */
    @PostMapping(path = "/instances/{id}/reset-previews", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ResetAnswers.Preview> previewReset(Operator operator, @PathVariable InstanceId id,
            @RequestHeader(name = "Prefer", defaultValue = "") String prefer, @Valid @RequestBody PreviewInput input) {
        ResetPlan plan = previews.preview(operator, id, input.toGroup(), input.toScope(), input.toTarget(),
                input.toMode(), input.toOverrideReason());
        return answer(plan.isComplete() ? plan : previews.find(operator, plan.id(), wait(prefer)));
    }

    /** RFC 7240: {@code Prefer: wait=10} waits ten seconds at most for CKafka's answers. */
    private static Duration wait(String prefer) {
        Matcher seconds = WAIT.matcher(prefer);
        return seconds.find() ? Duration.ofSeconds(Integer.parseInt(seconds.group(1))) : LOOKUP_WAIT;
    }

    /** Created when it can be requested; accepted while CKafka is still being asked what a time means. */
    private static ResponseEntity<ResetAnswers.Preview> answer(ResetPlan plan) {
        return ResponseEntity.status(plan.isComplete() ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                .location(URI.create("/api/v1/reset-previews/" + plan.id())).body(ResetAnswers.Preview.of(plan));
    }

    /**
     * Returns a stored preview. Its {@code lookup} is null once it is complete and can be requested.
     *
     * @param previewId the id of the preview
     */
    @GetMapping("/reset-previews/{previewId}")
    ResetAnswers.Preview findPreview(Operator operator, @PathVariable String previewId) {
        return ResetAnswers.Preview.of(previews.find(operator, previewId));
    }

    /** Requests the reset that a preview shows. It is executed exactly as previewed, or refused with a reason. */
    @PostMapping(path = "/resets", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ResetAnswers.Reset> requestReset(Operator operator, @Valid @RequestBody RequestInput input) {
        ResetRequest asked = resets.request(operator, input.previewId(), input.confirmGroup(), input.reason(),
                Optional.ofNullable(input.ticket()).filter(text -> !text.isBlank()));
        return ResponseEntity.created(URI.create("/api/v1/resets/" + asked.id())).body(answer(operator, asked));
    }

    /**
     * Lists the resets, newest first.
     *
     * @param status statuses between commas, such as {@code PENDING,APPROVED}
     * @param instance the id of one instance
     * @param group the name of one consumer group
     * @param person the requester or one who decided
     * @param offset how many entries to skip
     * @param limit how many entries to return at most, 1 to 50
     */
    @GetMapping("/resets")
    ResetAnswers.Listing listResets(Operator operator, @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String instance, @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "") String person, @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit) {
        ResetStore.Page page = resets.list(operator, new ResetFilter(StatusFilter.parse(status),
                Optional.of(instance).filter(text -> !text.isBlank()).map(InstanceId::new),
                Optional.of(group).filter(text -> !text.isEmpty()).map(ConsumerGroupId::new), person,
                new PageRequest(offset, limit)));
        return new ResetAnswers.Listing(page.total(),
                page.requests().stream().map(ResetAnswers.Summary::of).toList());
    }

    /**
     * Returns a reset with its plan, decisions, writes and a receipt for each partition.
     *
     * @param resetId the number of the reset
     */
    @GetMapping("/resets/{resetId}")
    ResetAnswers.Reset findReset(Operator operator, @PathVariable long resetId) {
        return answer(operator, resets.find(operator, resetId));
    }

    /**
     * Approves a reset. The requester cannot approve it.
     *
     * @param resetId the number of the reset
     */
    @PostMapping("/resets/{resetId}/approval")
    ResetAnswers.Reset approveReset(Operator operator, @PathVariable long resetId,
            @RequestBody(required = false) @Nullable DecisionInput input) {
        return answer(operator, input != null && Boolean.TRUE.equals(input.breakGlass())
                ? resets.breakGlass(operator, resetId, comment(input))
                : resets.approve(operator, resetId, comment(input)));
    }

    /**
     * Rejects a reset. A comment is required.
     *
     * @param resetId the number of the reset
     */
    @PostMapping("/resets/{resetId}/rejection")
    ResetAnswers.Reset rejectReset(Operator operator, @PathVariable long resetId,
            @RequestBody(required = false) @Nullable DecisionInput input) {
        return answer(operator, resets.reject(operator, resetId, comment(input)));
    }

    /**
     * Cancels a reset, or stops one that is being executed before its next topic.
     *
     * @param resetId the number of the reset
     */
    @PostMapping("/resets/{resetId}/cancellation")
    ResetAnswers.Reset cancelReset(Operator operator, @PathVariable long resetId,
            @RequestBody(required = false) @Nullable DecisionInput input) {
        return answer(operator, resets.cancel(operator, resetId, comment(input)));
    }

    /**
     * Executes an approved reset, once. State and offsets are read again first: an active group, or one that moved since the
     * preview, is refused. Answers with the outcome, or after five seconds with the reset still {@code EXECUTING}.
     *
     * @param resetId the number of the reset
     */
    @PostMapping("/resets/{resetId}/execution")
    ResetAnswers.Reset executeReset(Operator operator, @PathVariable long resetId) {
        return answer(operator, resets.execute(operator, resetId));
    }

    /**
     * Cancels a preview for which CKafka is still being asked.
     *
     * @param previewId the id of the preview
     */
    @PostMapping("/reset-previews/{previewId}/cancellation")
    ResetAnswers.Preview cancelPreview(Operator operator, @PathVariable String previewId) {
        return ResetAnswers.Preview.of(previews.cancel(operator, previewId));
    }

    /**
     * Previews the topics of a reset that were never written, because it was stopped or cut off.
     *
     * @param resetId the number of the reset
     */
    @PostMapping("/resets/{resetId}/continuation-preview")
    ResponseEntity<ResetAnswers.Preview> previewContinuation(Operator operator, @PathVariable long resetId,
            @RequestBody(required = false) @Nullable OverrideInput input) {
        return answer(previews.continuation(operator, resetId, overrideReason(input)));
    }

    /**
     * Previews the way back to the offsets before a reset.
     *
     * @param resetId the number of the reset
     */
    @PostMapping("/resets/{resetId}/undo-preview")
    @ResponseStatus(HttpStatus.CREATED)
    ResetAnswers.Preview previewUndo(Operator operator, @PathVariable long resetId,
            @RequestBody(required = false) @Nullable OverrideInput input) {
        return ResetAnswers.Preview.of(previews.undo(operator, resetId, overrideReason(input)));
    }

    private ResetAnswers.Reset answer(Operator operator, ResetRequest request) {
        return ResetAnswers.Reset.of(request, resets.writes(operator, request.id()),
                followUps.find(operator, request.id()));
    }

    private static String comment(@Nullable DecisionInput input) {
        return input == null || input.comment() == null ? "" : input.comment();
    }

    private static Optional<String> overrideReason(@Nullable OverrideInput input) {
        return Optional.ofNullable(input).map(OverrideInput::overrideReason).map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /**
     * Requests the reset that a preview shows.
     *
     * @param previewId the preview that is to be executed, exactly as it is
     * @param confirmGroup the name of the consumer group once more
     * @param reason why, for the approver and the audit trail
     * @param ticket where the work is tracked; a URL becomes a link
     */
    record RequestInput(@NotBlank String previewId, @NotBlank String confirmGroup, @NotBlank String reason,
            @Nullable String ticket) {
    }

    /**
     * Plans although a client commits.
     *
     * @param overrideReason why to plan although a client commits offsets while the group is Empty
     */
    record OverrideInput(@Nullable String overrideReason) {
    }

    /**
     * Decides on a reset.
     *
     * @param comment for the requester and the audit trail; required to reject and to override approval
     * @param breakGlass whether an administrator approves without waiting for the approvals that are missing
     */
    record DecisionInput(@Nullable String comment, @Nullable Boolean breakGlass) {
    }
}
