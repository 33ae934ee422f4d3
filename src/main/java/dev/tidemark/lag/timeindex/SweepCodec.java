package dev.tidemark.lag.timeindex;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The log ends of all topics of an instance in one sweep, compressed: some four bytes a partition. */
final class SweepCodec {
    // What a later version writes is left alone while replicas are being upgraded.
    private static final byte VERSION = 1;

    private SweepCodec() {
    }

    static byte[] encode(Map<String, Points> topics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeByte(VERSION);
            out.writeInt(topics.size());
            for (Map.Entry<String, Points> topic : topics.entrySet()) {
                byte[] packed = topic.getValue().packed();
                out.writeUTF(topic.getKey());
                out.writeInt(packed.length);
                out.write(packed);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Nothing for what another version wrote; throws {@link IOException} for what is no such thing. */
    static Map<String, Points> decode(byte[] body) throws IOException {
        Map<String, Points> topics = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(body)))) {
            if (in.readByte() != VERSION) {
                return Map.of();
            }
            for (int left = in.readInt(); left > 0; left--) {
                topics.put(in.readUTF(), Points.unpacked(in.readNBytes(in.readInt())));
            }
            return topics;
        }
    }
}
