package dev.tidemark.sandbox.emulator.action;

import java.util.OptionalInt;

/**
 * A refusal of the API: one of the vendor's error codes with a text of our own. Travels with HTTP status 200. The codes
 * are those of API 3.0; the legacy API has numbers instead, and module codes that tell more than those do.
 */
public final class ApiError extends RuntimeException {
    /** Module codes of the legacy API that are documented; API 3.0 does not show them. */
    static final int INSTANCE_UNKNOWN = 10_006;

    public static final int TOPIC_UNKNOWN = 10_012;
    static final int TASK_UNKNOWN = 10_017;
    public static final int GROUP_NOT_EMPTY = 1_049;

    private final String code;
    private final OptionalInt module;

    public ApiError(String code, String message) {
        this(code, OptionalInt.empty(), message);
    }

    private ApiError(String code, OptionalInt module, String message) {
        super(message, null, false, false);
        this.code = code;
        this.module = module;
    }

    public static ApiError ofModule(int module, String code, String message) {
        return new ApiError(code, OptionalInt.of(module), message);
    }

    public String code() {
        return code;
    }

    /** The legacy API's module code, where it has one of its own for this. */
    public OptionalInt module() {
        return module;
    }

    /** Never null, unlike the inherited form. */
    public String text() {
        return String.valueOf(getMessage());
    }

    public static ApiError missing(String parameter) {
        return new ApiError("MissingParameter", "The parameter `" + parameter + "` is missing.");
    }

    public static ApiError invalid(String parameter, String why) {
        return new ApiError("InvalidParameter", "The parameter `" + parameter + "` " + why + ".");
    }

    /** The documented code for what is named twice. */
    public static ApiError repeated(String parameter) {
        return new ApiError("InvalidParameterValue.RepetitionValue",
                "The parameter `" + parameter + "` names something twice.");
    }

    public static ApiError invalidValue(String parameter, String why) {
        return new ApiError("InvalidParameterValue", "The value of the parameter `" + parameter + "` " + why + ".");
    }
}
