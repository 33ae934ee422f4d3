package dev.tidemark.consumergroup;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.TopicPartition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The file of {@code kafka-consumer-groups --export} and {@code --from-file}: a line for each partition, {@code
 * topic,partition,offset}; of several groups {@code group,topic,partition,offset}. It is written without a header, and
 * read with or without one. Kafka's topic names need no quotes, but a spreadsheet may have added them.
 */
public final class OffsetsCsv {
    private static final int MOST_LINES = 100_000;
    private static final int ONE_GROUP = 3;
    private static final int SEVERAL_GROUPS = 4;
    private static final List<String> HEADER = List.of("group", "topic", "partition", "offset");
    private static final List<String> EMPTY_LINE = List.of("");
    // Empty lines are kept, so that records are lines and a message can name its line.
    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private OffsetsCsv() {
    }

    /** The committed offsets of some topics; a partition without a commit has no line. */
    public static String write(List<GroupOffsets.Topic> topics) {
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        topics.forEach(topic -> topic.partitions().forEach(row -> row.committedOffset()
                .ifPresent(offset -> offsets.put(new TopicPartition(topic.name(), row.partition()), offset))));
        return write(offsets);
    }

    /** As Kafka's tool writes one group. */
    public static String write(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .map(each -> each.getKey().topic() + "," + each.getKey().partition() + "," + each.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** As {@link #read(String, Optional)} for a file of one group. */
    public static SortedMap<TopicPartition, Long> read(String text) {
        return read(text, Optional.empty());
    }

    /**
     * Reads the lines of one group.
     *
     * @param group the one whose lines are taken from a file of several
     * @throws InvalidInput naming the line that is wrong
     */
    public static SortedMap<TopicPartition, Long> read(String text, Optional<ConsumerGroupId> group) {
        List<String> lines = text.lines().map(line -> line.replace("\uFEFF", "").strip()).toList();
        if (lines.size() > MOST_LINES) {
            throw InvalidInput.coded("csv", "csv.too-long", MOST_LINES);
        }
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(String.join("\n", lines), FORMAT)) {
            for (Iterator<CSVRecord> records = parser.iterator(); records.hasNext(); line++) {
                List<String> cells = records.next().toList();
                // Quotes may hold the end of a line, but no name does.
                if (cells.stream().anyMatch(cell -> cell.indexOf('\n') >= 0)) {
                    throw InvalidInput.coded("csv", "csv.shape", line);
                }
                if (!cells.equals(EMPTY_LINE) && !(line == 1 && isHeader(cells))) {
                    add(cells, line, group, offsets);
                }
            }
        } catch (IOException | UncheckedIOException unfinished) {
            // Quotes that do not end, or end before their cell does.
            throw InvalidInput.coded("csv", "csv.shape", line);
        }
        if (offsets.isEmpty()) {
            throw InvalidInput.coded("csv", group.isPresent() ? "csv.none-of-group" : "csv.empty");
        }
        return offsets;
    }

    private static boolean isHeader(List<String> cells) {
        List<String> names = cells.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
        return names.equals(HEADER) || names.equals(HEADER.subList(1, HEADER.size()));
    }

    private static void add(List<String> cells, int line, Optional<ConsumerGroupId> group,
            SortedMap<TopicPartition, Long> offsets) {
        // A group's name may hold commas; a topic's, a partition and an offset never do.
        int topic = cells.size() - ONE_GROUP;
        if (cells.size() < ONE_GROUP || cells.get(topic).isBlank()) {
            throw InvalidInput.coded("csv", "csv.shape", line);
        }
        if (cells.size() >= SEVERAL_GROUPS) {
            String named = String.join(",", cells.subList(0, topic));
            if (group.isEmpty() || !group.get().value().equals(named)) {
                return;
            }
        }
        TopicPartition partition = new TopicPartition(cells.get(topic).strip(),
                number(cells.get(topic + 1), line, "partition", Integer.MAX_VALUE).intValue());
        Long offset = number(cells.get(topic + 2), line, "offset", Long.MAX_VALUE);
        if (offsets.putIfAbsent(partition, offset) != null) {
            throw InvalidInput.coded("csv", "csv.twice", line, partition.toString());
        }
    }

    private static Long number(String text, int line, String what, long most) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, like every other text that is no such number.
        }
        throw InvalidInput.coded("csv", "csv." + what, line);
    }
}
