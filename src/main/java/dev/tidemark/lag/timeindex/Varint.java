package dev.tidemark.lag.timeindex;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers that are not negative in seven bits a byte, the lowest first: small ones take one byte. */
final class Varint {
    private Varint() {
    }

    static void write(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((byte) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((byte) left);
    }

    static long read(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
