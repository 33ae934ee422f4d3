package dev.tidemark.sandbox.emulator.api;

import dev.tidemark.sandbox.emulator.action.ApiError;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import dev.tidemark.sandbox.emulator.signature.ParameterSignature;
import dev.tidemark.sandbox.emulator.signature.Signature;
import dev.tidemark.sandbox.emulator.signature.Tc3Authorization;
import dev.tidemark.sandbox.emulator.signature.Tc3Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out who signed a request, or refuses it with the vendor's code for what is wrong. */
public final class Authenticator {
    /** How far the clocks of caller and cloud may be apart, in either direction. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Map<String, String> secretKeys;
    private final Set<String> tokens;
    private final Clock clock;

    /**
     * @param secretKeys by SecretId
     * @param tokens of temporary credentials that are accepted
     */
    public Authenticator(Map<String, String> secretKeys, Set<String> tokens, Clock clock) {
        this.secretKeys = Map.copyOf(secretKeys);
        this.tokens = Set.copyOf(tokens);
        this.clock = clock;
    }

    /** The SecretId whose key signed the request, in whichever way. */
    public String authenticate(ReceivedRequest request, V3Call call) {
        return authenticate(claimed(request, call), call);
    }

    /** The SecretId whose key signed the request with a parameter among the others. */
    public String authenticateParameters(ReceivedRequest request, V3Call call) {
        return authenticate(parameterSignature(request, call), call);
    }

    private String authenticate(Signature signature, V3Call call) {
        String secretKey = Optional.ofNullable(secretKeys.get(signature.secretId()))
                .orElseThrow(() -> refused("SecretIdNotFound", "The SecretId is not known here."));
        if (call.common("Token").filter(token -> !tokens.contains(token)).isPresent()) {
            throw refused("TokenFailure", "The token of the temporary credentials is not known here.");
        }
        if (!signature.matches(secretKey, freshTimestamp(call))) {
            throw refused("SignatureFailure", "The signature does not match what was received. Check the secret key, "
                    + "the text that was signed, and that the date of the credential scope is in UTC.");
        }
        return signature.secretId();
    }

    private static Signature claimed(ReceivedRequest request, V3Call call) {
        Optional<String> header = request.header("Authorization");
        if (header.isPresent()) {
            return new Tc3Signature(request, Tc3Authorization.parse(header.get()));
        }
        if (call.common("SecretId").isEmpty() && call.common("Signature").isEmpty()) {
            throw call.flaw().orElseGet(() -> refused("InvalidAuthorization",
                    "The request carries neither the header `Authorization` nor the parameter `Signature`."));
        }
        return parameterSignature(request, call);
    }

    private static Signature parameterSignature(ReceivedRequest request, V3Call call) {
        call.requiredCommon("Nonce");
        return new ParameterSignature(request, call.requiredCommon("SecretId"), call.requiredCommon("Signature"));
    }

    private Instant freshTimestamp(V3Call call) {
        String text = call.requiredCommon("Timestamp");
        if (!text.matches("[1-9][0-9]{0,10}")) {
            throw ApiError.invalid("Timestamp", "must be the seconds since 1970-01-01T00:00:00Z");
        }
        Instant timestamp = Instant.ofEpochSecond(Long.parseLong(text));
        Instant now = clock.instant();
        if (Duration.between(timestamp, now).abs().compareTo(TOLERANCE) > 0) {
            throw refused("SignatureExpire", "The signature has expired: the timestamp " + timestamp
                    + " is more than five minutes from the emulator's clock, " + now + ".");
        }
        return timestamp;
    }

    private static ApiError refused(String code, String message) {
        return new ApiError("AuthFailure." + code, message);
    }
}
