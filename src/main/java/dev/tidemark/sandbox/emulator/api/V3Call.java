package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of API 3.0, read but not yet believed.
 *
 * @param common the parameters that every action takes, by their names without X-TC-, for example {@code Region}
 * @param parameters of the action alone
 * @param texts whether every scalar arrived as text
 * @param flaw why the parameters could not be read; told only to a caller who has proved who he is
 */
record V3Call(Map<String, String> common, ObjectNode parameters, boolean texts, Optional<ApiError> flaw) {
    Optional<String> common(String name) {
        return Optional.ofNullable(common.get(name)).filter(value -> !value.isEmpty());
    }

    String requiredCommon(String name) {
        return common(name).orElseThrow(() -> ApiError.missing(name));
    }
}
