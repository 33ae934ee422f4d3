package dev.tidemark.triage.web;

import dev.tidemark.access.Operator;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupKey;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.triage.AcknowledgementService;
import dev.tidemark.webkit.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The same for automation: a deployment that stops a group on purpose says so first. */
@RestController
@RequestMapping("/api/v1/instances/{id}/acknowledgements")
class AcknowledgementApi {
    private final AcknowledgementService acknowledgements;

    AcknowledgementApi(AcknowledgementService acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    TriageApi.Acknowledged acknowledge(Operator operator, @PathVariable InstanceId id, @RequestBody String body) {
        Input input = StrictJson.read(body, Input.class);
        return TriageApi.Acknowledged.of(acknowledgements.acknowledge(operator, key(id, input.group()),
                IsoDurations.parse(needed("duration", input.duration())), needed("reason", input.reason())));
    }

    @PostMapping(path = "/withdrawal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(Operator operator, @PathVariable InstanceId id, @RequestBody String body) {
        acknowledgements.withdraw(operator, key(id, StrictJson.read(body, WithdrawalInput.class).group()));
    }

    private static GroupKey key(InstanceId instance, @Nullable String group) {
        return new GroupKey(instance, new ConsumerGroupId(needed("group", group)));
    }

    private static String needed(String name, @Nullable String value) {
        if (value == null) {
            throw InvalidInput.coded(name, "required");
        }
        return value;
    }

    record Input(@Nullable String group, @Nullable String duration, @Nullable String reason) {
    }

    record WithdrawalInput(@Nullable String group) {
    }
}
