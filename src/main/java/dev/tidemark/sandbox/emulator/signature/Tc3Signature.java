package dev.tidemark.sandbox.emulator.signature;

import dev.tidemark.sandbox.emulator.http.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * TC3-HMAC-SHA256 as a server checks it. The query counts exactly as received, because the SDK neither sorts it nor
 * encodes it as the vendor documents.
 */
public final class Tc3Signature implements Signature {
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private final ReceivedRequest request;
    private final Tc3Authorization authorization;

    public Tc3Signature(ReceivedRequest request, Tc3Authorization authorization) {
        this.request = request;
        this.authorization = authorization;
    }

    @Override
    public String secretId() {
        return authorization.secretId();
    }

    @Override
    public boolean matches(String secretKey, Instant signedAt) {
        String date = LocalDate.ofInstant(signedAt, ZoneOffset.UTC).toString();
        if (!authorization.date().equals(date)) {
            return false;
        }
        byte[] key = hmac(hmac(hmac(utf8("TC3" + secretKey), date), authorization.service()), "tc3_request");
        return request.signableHosts().stream()
                .map(host -> HexFormat.of().formatHex(hmac(key, textToSign(signedAt, host.toLowerCase(Locale.ROOT)))))
                .anyMatch(expected -> MessageDigest.isEqual(utf8(expected),
                        utf8(authorization.signature())));
    }

    private String textToSign(Instant signedAt, String host) {
        return String.join("\n", Tc3Authorization.ALGORITHM, Long.toString(signedAt.getEpochSecond()),
                authorization.scope(), DigestUtils.sha256Hex(canonicalRequest(host)));
    }

    private String canonicalRequest(String host) {
        StringBuilder headers = new StringBuilder();
        for (String name : authorization.signedHeaders()) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = request.header(name).orElse("").strip().toLowerCase(Locale.ROOT);
            headers.append(lower).append(':').append(lower.equals("host") ? host : value).append('\n');
        }
        return String.join("\n", request.method(), "/", request.isGet() ? request.query() : "", headers,
                String.join(";", authorization.signedHeaders()), DigestUtils.sha256Hex(payload()));
    }

    private byte[] payload() {
        if (request.header("X-TC-Content-SHA256").filter(UNSIGNED::equals).isPresent()) {
            return utf8(UNSIGNED);
        }
        return request.isGet() ? new byte[0] : request.body();
    }

    private static byte[] hmac(byte[] key, String text) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(text);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
