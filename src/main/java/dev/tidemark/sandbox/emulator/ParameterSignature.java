package dev.tidemark.sandbox.emulator;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The older signature, one parameter among the others: method, host and path as received (the host also without its port), then every other parameter
 * sorted by name with its value undecorated. Names, and only names, are signed with {@code .} in place of {@code _}.
 * The legacy API leaves values out that begin with {@code @} in a POST: they once meant files.
 */
final class ParameterSignature implements Signature {
    private final ReceivedRequest request;
    private final String secretId;
    private final String signature;

    ParameterSignature(ReceivedRequest request, String secretId, String signature) {
        this.request = request;
        this.secretId = secretId;
        this.signature = signature;
    }

    @Override
    public String secretId() {
        return secretId;
    }

    @Override
    public boolean matches(String secretKey, Instant signedAt) {
        Map<String, String> parameters = new TreeMap<>(FormText.of(request));
        parameters.remove("Signature");
        // Anything but this exact name means SHA-1, also no name and an unknown one.
        boolean sha256 = "HmacSHA256".equals(parameters.get("SignatureMethod"));
        String algorithm = sha256 ? "HmacSHA256" : "HmacSHA1";
        return request.signableHosts().stream()
                .map(host -> Hmac.of(algorithm, Hmac.utf8(secretKey), textToSign(parameters, host)))
                .anyMatch(expected -> MessageDigest
                        .isEqual(Hmac.utf8(Base64.getEncoder().encodeToString(expected)), Hmac.utf8(signature)));
    }

    private String textToSign(Map<String, String> sorted, String host) {
        boolean files = request.path().equals(LegacyApi.PATH) && !request.isGet();
        return sorted.entrySet().stream().filter(parameter -> !(files && parameter.getValue().startsWith("@")))
                .map(parameter -> parameter.getKey().replace('_', '.') + "=" + parameter.getValue())
                .collect(Collectors.joining("&",
                        request.method() + host + request.path() + "?", ""));
    }
}
