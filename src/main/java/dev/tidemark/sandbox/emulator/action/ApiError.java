package dev.tidemark.sandbox.emulator.action;

/** A refusal of the API: one of the vendor's error codes with a text of our own. Travels with HTTP status 200. */
public final class ApiError extends RuntimeException {
    private final String code;

    public ApiError(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
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

    public static ApiError invalidValue(String parameter, String why) {
        return new ApiError("InvalidParameterValue", "The value of the parameter `" + parameter + "` " + why + ".");
    }
}
