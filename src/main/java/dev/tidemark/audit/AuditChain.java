package dev.tidemark.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes the hash that ties an audit entry to the one before it. With a key, write access to the database is not enough
 * to compute the chain anew.
 */
public final class AuditChain {
    /** What comes before the first entry. */
    public static final String BEGINNING = "";

    private final String key;

    /** An empty key makes it a plain SHA-256. */
    public AuditChain(String key) {
        this.key = key;
    }

    /** SHA-256 or HMAC-SHA-256 over the hash before and every field, each preceded by its length. */
    public String hash(String before, long seq, Instant at, AuditEvent event) {
        MessageDigest text = sha256();
        for (String field : new String[]{before, Long.toString(seq), at.truncatedTo(ChronoUnit.MICROS).toString(),
            event.actor(), event.action().name(), event.phase().name(), event.instance().value(),
            event.group().value(), event.reset().isPresent() ? Long.toString(event.reset().getAsLong()) : "",
            event.detail()}) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            text.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            text.update(bytes);
        }
        byte[] digest = text.digest();
        return HexFormat.of().formatHex(key.isEmpty() ? digest : sign(digest));
    }

    private byte[] sign(byte[] digest) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(digest);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java has HmacSHA256", absent);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java has SHA-256", absent);
        }
    }
}
