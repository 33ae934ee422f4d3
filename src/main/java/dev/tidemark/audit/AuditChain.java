package dev.tidemark.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

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
        MessageDigest text = DigestUtils.getSha256Digest();
        for (String field : new String[]{before, Long.toString(seq), at.truncatedTo(ChronoUnit.MICROS).toString(),
            event.actor(), event.action().name(), event.phase().name(), event.instance().value(),
            event.group().value(), event.reset().isPresent() ? Long.toString(event.reset().getAsLong()) : "",
            event.detail()}) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            text.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            text.update(bytes);
        }
        byte[] digest = text.digest();
        return key.isEmpty()
                ? Hex.encodeHexString(digest)
                : new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmacHex(digest);
    }
}
