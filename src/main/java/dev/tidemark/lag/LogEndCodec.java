package dev.tidemark.lag;

import dev.tidemark.lag.timeindex.LogEnd;
import dev.tidemark.kafka.TopicPartition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last log ends of a group in few bytes: about twenty a partition whose log grows steadily, at most some hundred and
 * sixty, before they are compressed. Times are kept once a sample, offsets as differences.
 */
final class LogEndCodec {
    // What a later version writes is left alone while replicas are being upgraded.
    private static final byte VERSION = 1;
    private static final int LONGEST_NUMBER = 10;

    private LogEndCodec() {
    }

    /** The newest {@link SampleWindow#SAMPLES} samples; older ones are left out. */
    static byte[] encode(Map<TopicPartition, List<LogEnd>> logEnds) {
        SortedMap<Instant, Instant> times = new TreeMap<>();
        logEnds.values().forEach(each -> each.forEach(end -> times.put(end.asked(), end.answered())));
        List<Instant> asked = times.keySet().stream().skip(Math.max(0, times.size() - SampleWindow.SAMPLES)).toList();
        Map<String, SortedMap<Integer, List<LogEnd>>> topics = logEnds.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().topic(), TreeMap::new,
                        Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue, (one, _) -> one,
                                TreeMap::new)));
        int names = topics.keySet().stream().mapToInt(topic -> topic.getBytes(StandardCharsets.UTF_8).length).sum();
        ByteBuffer out = ByteBuffer.allocate(1 + names + LONGEST_NUMBER
                * (2 + 2 * asked.size() + 2 * topics.size() + (2 + asked.size()) * logEnds.size()));
        out.put(VERSION);
        number(out, asked.size());
        long before = 0;
        for (Instant at : asked) {
            number(out, at.getEpochSecond() - before);
            number(out, times.getOrDefault(at, at).getEpochSecond() - at.getEpochSecond());
            before = at.getEpochSecond();
        }
        number(out, topics.size());
        topics.forEach((topic, partitions) -> {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            number(out, name.length);
            out.put(name);
            number(out, partitions.size());
            partitions.forEach((partition, ends) -> partition(out, partition, ends, asked));
        });
        byte[] written = new byte[out.flip().remaining()];
        out.get(written);
        return written;
    }

    private static void partition(ByteBuffer out, int partition, List<LogEnd> ends, List<Instant> asked) {
        List<LogEnd> kept = ends.stream().filter(end -> asked.contains(end.asked())).toList();
        number(out, partition);
        number(out,
                kept.stream().mapToLong(end -> 1L << asked.indexOf(end.asked())).reduce(0, (all, one) -> all | one));
        long before = 0;
        for (LogEnd end : kept) {
            number(out, end.offset() - before);
            before = end.offset();
        }
    }

    /** Nothing for what another version wrote. */
    static Map<TopicPartition, List<LogEnd>> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (!in.hasRemaining() || in.get() != VERSION) {
            return Map.of();
        }
        List<Instant> asked = new ArrayList<>();
        List<Instant> answered = new ArrayList<>();
        long before = 0;
        for (long left = number(in); left > 0; left--) {
            before += number(in);
            asked.add(Instant.ofEpochSecond(before));
            answered.add(Instant.ofEpochSecond(before + number(in)));
        }
        Map<TopicPartition, List<LogEnd>> logEnds = new HashMap<>();
        for (long topics = number(in); topics > 0; topics--) {
            byte[] name = new byte[(int) number(in)];
            in.get(name);
            String topic = new String(name, StandardCharsets.UTF_8);
            for (long partitions = number(in); partitions > 0; partitions--) {
                logEnds.put(new TopicPartition(topic, (int) number(in)), ends(in, asked, answered));
            }
        }
        return logEnds;
    }

    private static List<LogEnd> ends(ByteBuffer in, List<Instant> asked, List<Instant> answered) {
        long seen = number(in);
        List<LogEnd> ends = new ArrayList<>();
        long offset = 0;
        for (int sample = 0; sample < asked.size(); sample++) {
            if (((seen >> sample) & 1) == 1) {
                offset += number(in);
                ends.add(new LogEnd(asked.get(sample), answered.get(sample), offset));
            }
        }
        return ends;
    }

    // Seven bits a byte, the sign in the lowest: small numbers take one byte, whichever way they go.
    private static void number(ByteBuffer out, long value) {
        long left = (value << 1) ^ (value >> 63);
        while ((left & ~0x7FL) != 0) {
            out.put((byte) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.put((byte) left);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }
}
