package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.http.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What API 3.0 wraps around every answer. HTTP status 200 also for a refusal, even one of the signature. */
final class V3Envelope {
    private final JsonMapper json = new JsonMapper();

    /** Adds the RequestId to the fields that it is given. */
    Reply answer(ObjectNode fields, String requestId) {
        return wrap(fields, requestId);
    }

    Reply refusal(ApiError error, String requestId) {
        ObjectNode fields = json.createObjectNode();
        fields.putObject("Error").put("Code", error.code()).put("Message", error.text());
        return wrap(fields, requestId);
    }

    private Reply wrap(ObjectNode fields, String requestId) {
        fields.put("RequestId", requestId);
        return new Reply.Answer(200, json.writeValueAsString(json.createObjectNode().set("Response", fields)));
    }
}
