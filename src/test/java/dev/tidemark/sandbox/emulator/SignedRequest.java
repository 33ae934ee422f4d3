package dev.tidemark.sandbox.emulator;

import com.tencentcloudapi.common.DatatypeConverter;
import com.tencentcloudapi.common.Sign;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A TC3 request as a client writes it, signed with the primitives of the vendor's SDK, so independent of ours. */
public final class SignedRequest {
    public static final String ID = "AKIDsandbox";
    public static final String KEY = "sandbox-secret-key";

    public final Map<String, String> headers = new LinkedHashMap<>();
    String method = "POST";
    public String query = "";
    public String body;
    String key = KEY;
    String id = ID;
    String date;
    private final Instant at;

    public SignedRequest(String action, String body, Instant at) {
        this.body = body;
        this.at = at;
        this.date = LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
        headers.put("Host", "127.0.0.1:9180");
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("X-TC-Action", action);
        headers.put("X-TC-Version", "2019-08-19");
        headers.put("X-TC-Region", "ap-guangzhou");
        headers.put("X-TC-Timestamp", Long.toString(at.getEpochSecond()));
    }

    public SignedRequest with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    public SignedRequest without(String header) {
        headers.remove(header);
        return this;
    }

    public SignedRequest method(String other) {
        method = other;
        return this;
    }

    public SignedRequest get(String rawQuery) {
        method = "GET";
        query = rawQuery;
        body = "";
        return with("Content-Type", "application/x-www-form-urlencoded");
    }

    public SignedRequest key(String other) {
        key = other;
        return this;
    }

    public SignedRequest id(String other) {
        id = other;
        return this;
    }

    public SignedRequest date(String other) {
        date = other;
        return this;
    }

    /** Adds the Authorization header; what is changed afterwards is tampered with. */
    public SignedRequest sign() {
        return with("Authorization", authorization());
    }

    public ReceivedRequest received() {
        return new ReceivedRequest(method, "/", query, headers, body.getBytes(StandardCharsets.UTF_8), false,
                "127.0.0.1");
    }

    /** The bytes of HTTP/1.1. */
    byte[] raw() {
        String lines = headers.entrySet().stream().map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return (method + " /" + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1\r\n" + lines + "Content-Length: "
                + bytes.length + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private String authorization() {
        try {
            String service = String.valueOf(headers.get("Host")).split("\\.", 2)[0];
            String scope = date + "/" + service + "/tc3_request";
            String canonical = method + "\n/\n" + query + "\ncontent-type:" + lower("Content-Type") + "\nhost:"
                    + lower("Host") + "\n\ncontent-type;host\n" + Sign.sha256Hex(body);
            String text = "TC3-HMAC-SHA256\n" + at.getEpochSecond() + "\n" + scope + "\n" + Sign.sha256Hex(canonical);
            byte[] dateKey = Sign.hmac256(("TC3" + key).getBytes(StandardCharsets.UTF_8), date);
            byte[] signing = Sign.hmac256(Sign.hmac256(dateKey, service), "tc3_request");
            String signature = DatatypeConverter.printHexBinary(Sign.hmac256(signing, text)).toLowerCase(Locale.ROOT);
            return "TC3-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=content-type;host, Signature="
                    + signature;
        } catch (TencentCloudSDKException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String lower(String header) {
        return String.valueOf(headers.get(header)).toLowerCase(Locale.ROOT);
    }
}
