package dev.tidemark.sandbox.emulator.signature;

import dev.tidemark.sandbox.emulator.http.FormText;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * The older signature, one parameter among the others: method, host and path as received (the host also without its port), then every other parameter
 * sorted by name with its value undecorated. Names, and only names, are signed with {@code .} in place of {@code _}.
 * The legacy API leaves values out that begin with {@code @} in a POST: they once meant files.
 */
public final class ParameterSignature implements Signature {
    public static final String V2_PATH = "/v2/index.php";

    private final ReceivedRequest request;
    private final String secretId;
    private final String signature;

    public ParameterSignature(ReceivedRequest request, String secretId, String signature) {
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
                .map(host -> new HmacUtils(algorithm, secretKey).hmac(textToSign(parameters, host)))
                .anyMatch(expected -> MessageDigest.isEqual(Base64.getEncoder().encode(expected),
                        signature.getBytes(StandardCharsets.UTF_8)));
    }

    private String textToSign(Map<String, String> sorted, String host) {
        boolean files = request.path().equals(V2_PATH) && !request.isGet();
        return sorted.entrySet().stream().filter(parameter -> !(files && parameter.getValue().startsWith("@")))
                .map(parameter -> parameter.getKey().replace('_', '.') + "=" + parameter.getValue())
                .collect(Collectors.joining("&",
                        request.method() + host + request.path() + "?", ""));
    }
}
