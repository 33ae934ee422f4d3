package dev.tidemark.sandbox.emulator.action;

import dev.tidemark.sandbox.broker.SharedBroker;
import dev.tidemark.sandbox.emulator.CkafkaActions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Asks the actions of the emulator as its HTTP side does, in front of the shared broker. */
final class Asking {
    static final String INSTANCE = "ckafka-actions";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build();
    private static final Map<String, Action> ACTIONS = CkafkaActions
            .of(List.of(SharedBroker.get().as(INSTANCE)), Clock.systemUTC()).stream()
            .collect(Collectors.toMap(Action::name, Function.identity()));

    private Asking() {
    }

    /**
     * The answer as it goes into the envelope.
     *
     * @param body JSON with single quotes; {@code InstanceId} is added unless it is there
     */
    static JsonNode ask(String action, String body) {
        return asked(action, body, Action::answer);
    }

    /** The answer to a request that meets a fault. */
    static JsonNode ask(String action, String body, ActionFault fault) {
        return asked(action, body, (found, parameters) -> found.answer(parameters, fault));
    }

    private static JsonNode asked(String action, String body, BiFunction<Action, Parameters, Object> asking) {
        JsonNode parameters = JSON.readTree(body.replace('\'', '"'));
        Action found = Objects.requireNonNull(ACTIONS.get(action));
        if (found.parameters().contains("InstanceId") && !body.contains("'InstanceId'")) {
            ((ObjectNode) parameters).put("InstanceId", INSTANCE);
        }
        Parameters read = new Parameters(parameters, false);
        read.expectOnly(found.parameters());
        return JSON.valueToTree(asking.apply(found, read));
    }
}
