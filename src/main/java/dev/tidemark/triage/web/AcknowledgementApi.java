package dev.tidemark.triage.web;

import dev.tidemark.access.Operator;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.triage.AcknowledgementService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Known problems, which step aside until a time. A deployment that stops a group on purpose says so first. */
@RestController
@RequestMapping("/api/v1/instances/{id}/acknowledgements")
class AcknowledgementApi {
    private final AcknowledgementService acknowledgements;

    AcknowledgementApi(AcknowledgementService acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    /**
     * Acknowledges the problem of a consumer group until a time. It returns to the list when it gets worse.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    TriageApi.Acknowledged acknowledgeGroup(Operator operator, @PathVariable InstanceId id,
            @Valid @RequestBody Input input) {
        return TriageApi.Acknowledged.of(acknowledgements.acknowledge(operator, key(id, input.group()),
                IsoDurations.parse(input.duration()), input.reason()));
    }

    /**
     * Withdraws the acknowledgement of a consumer group.
     *
     * @param id the id of the instance, such as {@code ckafka-abcd1234}
     */
    @PostMapping(path = "/withdrawal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawAcknowledgement(Operator operator, @PathVariable InstanceId id,
            @Valid @RequestBody WithdrawalInput input) {
        acknowledgements.withdraw(operator, key(id, input.group()));
    }

    private static GroupKey key(InstanceId instance, String group) {
        return new GroupKey(instance, new ConsumerGroupId(group));
    }

    /**
     * Acknowledges the problem of a group.
     *
     * @param group the consumer group
     * @param duration for how long, in ISO-8601: {@code PT4H} is four hours
     * @param reason what is known about it
     */
    record Input(@NotEmpty String group, @NotNull String duration, @NotNull String reason) {
    }

    /**
     * Withdraws the acknowledgement of a group.
     *
     * @param group the consumer group
     */
    record WithdrawalInput(@NotEmpty String group) {
    }
}
