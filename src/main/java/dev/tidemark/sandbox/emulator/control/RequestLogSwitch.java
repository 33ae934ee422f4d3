package dev.tidemark.sandbox.emulator.control;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.http.FormText;
import dev.tidemark.sandbox.emulator.http.Handler;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code GET /_sandbox/requests?action=&limit=}: the last requests as received, newest first. */
public final class RequestLogSwitch implements Handler {
    private static final List<String> PARAMETERS = List.of("action", "limit");
    private static final int DEFAULT_LIMIT = 100;

    private final JsonMapper json = new JsonMapper();
    private final RequestLog log;

    public RequestLogSwitch(RequestLog log) {
        this.log = log;
    }

    @Override
    public Reply handle(ReceivedRequest request) {
        if (!request.isGet()) {
            throw SwitchRefused.notAllowed(request.method());
        }
        Map<String, String> parameters = parameters(request);
        ArrayNode list = json.createArrayNode();
        log.newest(wanted(parameters), limit(parameters)).forEach(logged -> list.addObject()
                .put("at", logged.at().toString())
                .put("action", logged.action())
                .put("api", logged.api())
                .put("outcome", logged.outcome())
                .put("requestId", logged.requestId())
                .set("body", json.readTree(logged.body())));
        return new Reply.Answer(200, json.writeValueAsString(list));
    }

    private static Map<String, String> parameters(ReceivedRequest request) {
        try {
            Map<String, String> parameters = FormText.parse(request.query());
            for (String name : parameters.keySet()) {
                if (!PARAMETERS.contains(name)) {
                    throw SwitchRefused.badRequest(name + ": is not one of " + PARAMETERS);
                }
            }
            return parameters;
        } catch (ApiError malformed) {
            throw SwitchRefused.badRequest(malformed.text());
        }
    }

    private static Predicate<LoggedRequest> wanted(Map<String, String> parameters) {
        String action = parameters.getOrDefault("action", "");
        return logged -> action.isEmpty() || logged.action().equals(action);
    }

    private static int limit(Map<String, String> parameters) {
        String limit = Optional.ofNullable(parameters.get("limit")).filter(text -> !text.isEmpty())
                .orElse(Integer.toString(DEFAULT_LIMIT));
        if (!limit.matches("[0-9]{1,5}") || Integer.parseInt(limit) < 1
                || Integer.parseInt(limit) > RequestLog.MAX_REQUESTS) {
            throw SwitchRefused.badRequest("limit: must be an integer from 1 to " + RequestLog.MAX_REQUESTS);
        }
        return Integer.parseInt(limit);
    }
}
