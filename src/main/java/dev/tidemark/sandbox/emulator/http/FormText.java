package dev.tidemark.sandbox.emulator.http;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Decodes {@code a=b&c=d}, from a query or a form, into parameters in the order received. */
public final class FormText {
    private FormText() {
    }

    /** The parameters of a request that carries all of them in one place; none when it is neither GET nor a form. */
    public static Map<String, String> of(ReceivedRequest request) {
        if (request.isGet()) {
            return parse(request.query());
        }
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return MultipartForm.parse(request);
        }
        return type.startsWith("application/x-www-form-urlencoded") ? parse(request.bodyText()) : Map.of();
    }

    public static Map<String, String> parse(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                add(parameters, pair);
            }
        }
        return parameters;
    }

    private static void add(Map<String, String> parameters, String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        put(parameters, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }

    /** Keeps a parameter, or refuses it when there is one of that name already. */
    static void put(Map<String, String> parameters, String name, String value) {
        if (parameters.putIfAbsent(name, value) != null) {
            // Which of the two was signed would be a guess.
            throw ApiError.invalid(name, "is given twice");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ApiError("InvalidParameter", "The parameters are not URL-encoded properly.");
        }
    }
}
