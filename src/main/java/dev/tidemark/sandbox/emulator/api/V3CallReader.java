package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.http.FlattenedParameters;
import dev.tidemark.sandbox.emulator.http.FormText;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads both shapes of an API 3.0 request. With an Authorization header the common parameters are X-TC- headers and the
 * others are JSON or, with GET, the query; without it all of them stand together in the query or the form.
 */
public final class V3CallReader {
    private static final List<String> COMMON_HEADERS = List.of("Action", "Version", "Region", "Timestamp", "Token");
    private static final Set<String> COMMON_PARAMETERS = Set.of("Action", "Version", "Region", "Timestamp", "Nonce",
            "SecretId", "SignatureMethod", "Token", "Language", "RequestClient", "Signature");

    private final JsonMapper json = new JsonMapper();
    private final FlattenedParameters flattened = new FlattenedParameters();

    public V3Call read(ReceivedRequest request) {
        return request.header("Authorization").isPresent() ? withHeaders(request) : readParameters(request);
    }

    private V3Call withHeaders(ReceivedRequest request) {
        Map<String, String> common = new HashMap<>();
        for (String name : COMMON_HEADERS) {
            request.header("X-TC-" + name).ifPresent(value -> common.put(name, value));
        }
        try {
            ObjectNode parameters = request.isGet() ? flattened.tree(FormText.parse(request.query())) : object(request);
            return new V3Call(common, parameters, request.isGet(), Optional.empty());
        } catch (ApiError flaw) {
            return new V3Call(common, json.createObjectNode(), request.isGet(), Optional.of(flaw));
        }
    }

    /** Never looks at headers: the legacy API has no other shape than this. */
    public V3Call readParameters(ReceivedRequest request) {
        Map<String, String> common = new HashMap<>();
        try {
            Map<String, String> rest = new LinkedHashMap<>(FormText.of(request));
            for (String name : COMMON_PARAMETERS) {
                Optional.ofNullable(rest.remove(name)).ifPresent(value -> common.put(name, value));
            }
            return new V3Call(common, flattened.tree(rest), true, Optional.empty());
        } catch (ApiError flaw) {
            return new V3Call(common, json.createObjectNode(), true, Optional.of(flaw));
        }
    }

    private ObjectNode object(ReceivedRequest request) {
        try {
            JsonNode body = json.readTree(request.body());
            if (body instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException notJson) {
            throw new ApiError("InvalidParameter", "The request body is not JSON.");
        }
        throw new ApiError("InvalidParameter", "The request body is not a JSON object.");
    }
}
