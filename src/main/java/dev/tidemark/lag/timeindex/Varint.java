package dev.tidemark.lag.timeindex;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers in seven bits a byte, the lowest first: small ones take one byte. */
public final class Varint {
    private Varint() {
    }

    /** A number that is not negative. */
    public static void write(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((byte) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((byte) left);
    }

    public static long read(ByteBuffer in) {
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

    /** A number of either sign: the sign is the lowest bit. */
    public static void writeSigned(ByteArrayOutputStream out, long value) {
        write(out, (value << 1) ^ (value >> 63));
    }

    public static long readSigned(ByteBuffer in) {
        long value = read(in);
        return (value >>> 1) ^ -(value & 1);
    }
}
