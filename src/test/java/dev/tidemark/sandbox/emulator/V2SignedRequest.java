package dev.tidemark.sandbox.emulator;

import com.qcloud.Common.Sign;
import dev.tidemark.sandbox.emulator.api.V2Api;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A request of the legacy API as a client writes it, signed with the vendor's own client, so independent of ours. */
public final class V2SignedRequest {
    static final String FORM = "application/x-www-form-urlencoded";
    private static final String BOUNDARY = "-----------------12345654321-----------";

    final String method;
    final TreeMap<String, Object> parameters = new TreeMap<>();
    String host = "127.0.0.1:9180";
    String path = V2Api.PATH;
    String key = "sandbox-secret-key";
    boolean multipart;

    public V2SignedRequest(String method, String action) {
        this.method = method;
        parameters
                .putAll(Map.of("Action", action, "Region", "ap-guangzhou", "Timestamp", "1700000000", "Nonce", "11886",
                        "SecretId", "AKIDsandbox"));
    }

    public V2SignedRequest with(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    public V2SignedRequest without(String name) {
        parameters.remove(name);
        return this;
    }

    V2SignedRequest host(String other) {
        host = other;
        return this;
    }

    V2SignedRequest path(String other) {
        path = other;
        return this;
    }

    public V2SignedRequest key(String other) {
        key = other;
        return this;
    }

    public V2SignedRequest multipart() {
        multipart = true;
        return this;
    }

    /** What is changed after this is tampered with. */
    public V2SignedRequest sign() {
        return without("Signature").with("Signature", signature());
    }

    String signature() {
        try {
            // The vendor compares the method by identity.
            String literal = method.equals("POST") ? "POST" : method.intern();
            return Sign.sign(Sign.makeSignPlainText(parameters, literal, host, path), key,
                    String.valueOf(parameters.get("SignatureMethod")));
        } catch (GeneralSecurityException | java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String query() {
        return method.equals("GET") ? encoded() : "";
    }

    String contentType() {
        return multipart ? "multipart/form-data; boundary=" + BOUNDARY : FORM;
    }

    String body() {
        if (method.equals("GET")) {
            return "";
        }
        return multipart
                ? parameters.entrySet().stream().map(each -> "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"" + each.getKey() + "\"\r\n\r\n"
                        + each.getValue()).collect(Collectors.joining("", "", "\r\n--" + BOUNDARY + "--\r\n"))
                : encoded();
    }

    public ReceivedRequest received() {
        return new ReceivedRequest(method, path, query(), Map.of("Host", host, "Content-Type", contentType()),
                body().getBytes(StandardCharsets.UTF_8), false, "127.0.0.1");
    }

    private String encoded() {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "="
                        + URLEncoder.encode(String.valueOf(each.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
