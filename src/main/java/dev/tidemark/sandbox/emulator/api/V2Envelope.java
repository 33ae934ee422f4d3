package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the legacy API wraps around every answer: {@code code} 0 and {@code data}, or a number and a message that begins
 * with the module's code in brackets. HTTP status 200 for both. Knows which number each refusal is.
 */
final class V2Envelope {
    /** By how the code of API 3.0 begins; the first that matches counts. */
    private static final List<Map.Entry<String, Code>> CODES = List.of(
            entry("AuthFailure.SecretIdNotFound", 4104), entry("AuthFailure.TokenFailure", 4105),
            entry("AuthFailure.SignatureExpire", 4500), entry("AuthFailure.NonceReplayed", 4500),
            entry("AuthFailure", 4100), entry("UnauthorizedOperation", 4102, 10_024),
            entry("RequestLimitExceeded", 4400), entry("UnsupportedProtocol", 4600),
            entry("InvalidAction", 6100, 9_001), entry("ResourceUnavailable", 6200), entry("InternalError", 6000),
            entry("FailedOperation", 5100), entry("InvalidParameterValue.InstanceNotExist", 5000),
            // Parameters that are wrong in any way, among them the region.
            entry("", 4000, 9_003));
    private static final int GROUP_NOT_EMPTY = 1_049;

    private final JsonMapper json = new JsonMapper();

    /**
     * Puts the fields, which are {@code data} alone, behind the signs of success. An action that says {@code msg} itself
     * has no {@code message}, and its fields follow the order of the sample in the documents.
     */
    Reply answer(ObjectNode fields) {
        ObjectNode whole = json.createObjectNode();
        if (fields.has("msg")) {
            whole.put("codeDesc", "Success").put("code", 0);
        } else {
            whole.put("code", 0).put("message", "").put("codeDesc", "Success");
        }
        return written(whole.setAll(fields));
    }

    Reply refusal(ApiError error) {
        Code code = code(error);
        OptionalInt module = error.module().isPresent() ? error.module() : code.module();
        String message = module.isPresent() ? "(" + module.getAsInt() + ")" + error.text() : error.text();
        return written(json.createObjectNode().put("code", code.number()).put("message", message).put("codeDesc",
                error.code()));
    }

    private static Code code(ApiError error) {
        if (error.code().matches("[1-9][0-9]{3}")) {
            // A fault that was armed with a number of this API.
            return new Code(Integer.parseInt(error.code()), OptionalInt.empty());
        }
        if (error.module().equals(OptionalInt.of(GROUP_NOT_EMPTY))) {
            return new Code(4000, OptionalInt.empty());
        }
        return Stream.concat(CODES.stream().filter(code -> error.code().startsWith(code.getKey())),
                Stream.of(CODES.getLast())).findFirst().orElseThrow().getValue();
    }

    private Reply written(ObjectNode answer) {
        return new Reply.Answer(200, json.writeValueAsString(answer));
    }

    private static Map.Entry<String, Code> entry(String begin, int number) {
        return Map.entry(begin, new Code(number, OptionalInt.empty()));
    }

    private static Map.Entry<String, Code> entry(String begin, int number, int module) {
        return Map.entry(begin, new Code(number, OptionalInt.of(module)));
    }

    /** A number of the legacy API, and the module code that goes with it where there is no other. */
    private record Code(int number, OptionalInt module) {
    }
}
