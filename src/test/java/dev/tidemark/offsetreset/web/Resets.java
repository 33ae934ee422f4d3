package dev.tidemark.offsetreset.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Browser;
import dev.tidemark.testing.Groups;
import dev.tidemark.testing.InMemoryCkafka;
import dev.tidemark.testing.Offsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Groups to reset, and resets brought as far as a test needs them; one instance for all tests, new groups for each. */
public final class Resets {
    public static final String INSTANCE = "ckafka-reset";
    private static final InstanceId ID = new InstanceId(INSTANCE);
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = new JsonMapper();

    private final MockMvcTester mvc;
    private final InMemoryCkafka ckafka;

    public Resets(MockMvcTester mvc, InMemoryCkafka ckafka) {
        this.mvc = mvc;
        this.ckafka = ckafka;
        ckafka.instance(Groups.instance(INSTANCE, "resetting", "ap-reset"));
    }

    /** An empty group that stands at 50 and 60 of 100 in the two partitions of {@code orders}. */
    public String group() {
        return group("reset-me-" + NUMBER.incrementAndGet());
    }

    public String group(String name) {
        ckafka.group(ID, Groups.empty(name)).offsets(ID, new ConsumerGroupId(name), "orders",
                List.of(Offsets.committed(0, 50, 100), Offsets.committed(1, 60, 100)));
        return name;
    }

    JsonNode preview(String group) {
        return json(as("operator").post("/api/v1/instances/" + INSTANCE + "/reset-previews", JSON.writeValueAsString(
                Map.of("group", group, "scope", List.of(Map.of("topic", "orders")), "target",
                        Map.of("type", "to-latest")))),
                201);
    }

    /** The number of a new request of the operator's. */
    String pending() {
        String group = group();
        return json(as("operator").post("/api/v1/resets", """
                {"previewId":"%s","confirmGroup":"%s","reason":"a test"}"""
                .formatted(preview(group).path("previewId").asString(), group)), 201).path("id").asString();
    }

    public String approved() {
        String id = pending();
        json(as("approver").post("/api/v1/resets/" + id + "/approval", ""), 200);
        return id;
    }

    public String applied() {
        String id = approved();
        json(as("operator").post("/api/v1/resets/" + id + "/execution", ""), 200);
        return id;
    }

    public Browser as(String person) {
        return Browser.of(mvc).as(person);
    }

    public static JsonNode json(MvcTestResult answer, int status) {
        assertThat(answer.getResponse().getStatus()).as(Browser.body(answer)).isEqualTo(status);
        return JSON.readTree(Browser.body(answer));
    }
}
