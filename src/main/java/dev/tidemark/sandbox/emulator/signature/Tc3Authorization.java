package dev.tidemark.sandbox.emulator.signature;

import dev.tidemark.sandbox.emulator.action.ApiError;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Authorization header of TC3-HMAC-SHA256, taken apart.
 *
 * @param date of the credential scope, yyyy-MM-dd
 * @param service of the credential scope; the SDK writes what stands before the first dot of its endpoint there, so it
 *     is {@code ckafka} only for the real host
 * @param signedHeaders as written, in order
 */
public record Tc3Authorization(String secretId, String date, String service, List<String> signedHeaders,
        String signature) {
    static final String ALGORITHM = "TC3-HMAC-SHA256";

    private static final Pattern SHAPE = Pattern.compile(ALGORITHM
            + " +Credential=(?<id>[^/,\\s]*)/(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})/(?<service>[^/,\\s]+)/tc3_request"
            + " *, *SignedHeaders=(?<headers>[^,\\s]+) *, *Signature=(?<signature>[^,\\s]+) *");

    public static Tc3Authorization parse(String header) {
        Matcher matcher = SHAPE.matcher(header);
        if (!matcher.matches()) {
            throw invalid("is not of the form `" + ALGORITHM
                    + " Credential=<SecretId>/<date>/<service>/tc3_request, SignedHeaders=..., Signature=...`");
        }
        List<String> signedHeaders = List.of(matcher.group("headers").split(";", -1));
        for (String needed : List.of("content-type", "host")) {
            if (signedHeaders.stream().noneMatch(name -> name.toLowerCase(Locale.ROOT).equals(needed))) {
                throw invalid("does not sign the header `" + needed + "`");
            }
        }
        return new Tc3Authorization(matcher.group("id"), matcher.group("date"), matcher.group("service"),
                signedHeaders, matcher.group("signature"));
    }

    String scope() {
        return date + "/" + service + "/tc3_request";
    }

    private static ApiError invalid(String why) {
        return new ApiError("AuthFailure.InvalidAuthorization", "The header `Authorization` " + why + ".");
    }
}
