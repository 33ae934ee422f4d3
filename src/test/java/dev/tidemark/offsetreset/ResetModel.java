package dev.tidemark.offsetreset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.offsetreset.plan.ResetPlanner;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/**
 * What the plan of a reset must be, worked out anew from what Kafka says. It shares no code with {@link ResetPlanner}; what
 * moves while it is looked at is known to lie between two looks.
 */
record ResetModel(RandomReset reset, RandomTopics topics, Admin admin) {
    /** What is asked for, as far as it exists. */
    List<TopicPartition> meant() {
        return topics.all().stream().filter(partition -> reset.target().type().equals("from-file")
                ? reset.target().file().containsKey(partition) && (reset.scope().isEmpty() || inScope(partition))
                : inScope(partition)).toList();
    }

    private boolean inScope(TopicPartition partition) {
        return reset.scope().stream().anyMatch(part -> part.includes(partition));
    }

    /** Every reason for which there can be no plan; none when there must be one. */
    Set<String> refusals(KafkaSeen seen, Optional<Instant> moment) {
        Set<String> all = new TreeSet<>();
        String type = reset.target().type();
        List<TopicPartition> meant = meant();
        if (seen.commits().isEmpty()) {
            all.add("group-dead");
        }
        if (reset.isResolved() && (type.equals("from-file") || type.equals("to-current"))) {
            all.add("mode-not-possible");
        }
        if (type.equals("from-file") && reset.target().file().isEmpty()) {
            all.add("invalid-input");
        }
        if (type.equals("to-datetime") && Instant.parse(reset.target().text()).isAfter(Instant.now())) {
            all.add("invalid-input");
        }
        all.addAll(refusedScope(type));
        if (meant.isEmpty()) {
            all.add("empty-scope");
        }
        if (type.equals("shift-by") && meant.stream().anyMatch(each -> seen.committed(each).isEmpty())) {
            all.add("no-committed-offset");
        } else if (all.isEmpty() && !(reset.target().isTime() && (reset.isResolved() || moment.isEmpty()))
                && meant.stream().allMatch(each -> seen.committed(each).equals(OptionalLong
                        .of(target(each, seen.committed(each), OptionalLong.of(seen.begin(each)), seen.end(each),
                                moment).to())))) {
            all.add("nothing-to-do");
        }
        return all;
    }

    private Set<String> refusedScope(String type) {
        Set<String> all = new TreeSet<>();
        Set<String> named = new HashSet<>();
        for (RandomReset.Part part : reset.scope()) {
            List<Integer> numbers = part.partitions().orElse(List.of());
            if (!named.add(part.topic()) || Set.copyOf(numbers).size() < numbers.size()) {
                all.add("duplicate-scope");
            }
            if (type.equals("from-file")) {
                continue;
            }
            if (numbers.stream().anyMatch(number -> !topics.knows(new TopicPartition(part.topic(), number)))) {
                all.add("unknown-partition");
            }
            // A topic of which no partition is named is there in vain, and no reason while others are meant.
            if (topics.partitions(part.topic()).isEmpty()) {
                all.add("empty-scope");
            }
        }
        return all;
    }

    /** Where a partition is to go, and whether that lay outside of its log. */
    private Target target(TopicPartition partition, OptionalLong from, OptionalLong earliest, long end,
            Optional<Instant> moment) {
        OptionalLong wanted = wanted(partition, from, earliest, end, moment);
        boolean stays = reset.target().type().equals("to-current");
        long to = stays
                ? wanted.orElseThrow()
                : Math.min(Math.max(wanted.orElseThrow(), earliest.orElse(0)), end);
        return new Target(to, to != wanted.getAsLong());
    }

    private OptionalLong wanted(TopicPartition partition, OptionalLong from, OptionalLong earliest, long end,
            Optional<Instant> moment) {
        RandomReset.Target target = reset.target();
        return switch (target.type()) {
            case "to-earliest" -> earliest;
            case "to-latest" -> OptionalLong.of(end);
            case "to-current" -> from.isPresent() ? from : OptionalLong.of(end);
            case "to-offset" -> OptionalLong.of(target.number());
            case "shift-by" -> OptionalLong.of(
                    BigInteger.valueOf(from.orElseThrow()).add(BigInteger.valueOf(target.number()))
                            .min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact());
            case "from-file" -> OptionalLong.of(Objects.requireNonNull(target.file().get(partition)));
            default -> {
                long found = KafkaSeen.at(admin, partition, moment.orElseThrow()).offset();
                // What was written after the plan was made is behind the end that it knew.
                yield OptionalLong.of(found < 0 || found > end ? end : found);
            }
        };
    }

    /**
     * Compares a plan with Kafka.
     *
     * @param before seen before it was asked for
     * @param after seen when it was there
     * @param disturbed whether something went wrong meanwhile, so that the beginning of a log may be unknown
     */
    void check(JsonNode plan, KafkaSeen before, KafkaSeen after, boolean disturbed) {
        Map<TopicPartition, JsonNode> rows = rows(plan.path("topics"));
        assertThat(rows.keySet()).as("partitions of the plan").containsExactlyInAnyOrderElementsOf(meant());
        assertThat(plan.path("mode").asString()).isEqualTo(reset.mode());
        Optional<Instant> moment = moment(plan);
        rows.forEach((partition, row) -> {
            String which = "the plan for " + partition + ": " + row;
            OptionalLong from = number(row, "from");
            OptionalLong earliest = number(row, "earliestOffset");
            long end = number(row, "logEndOffset").orElseThrow();
            assertThat(from).as(which).isEqualTo(before.committed(partition));
            assertThat(end).as(which).isBetween(before.end(partition), after.end(partition));
            assertThat(earliest.isPresent() || disturbed).as(which + ", where its log begins").isTrue();
            earliest.ifPresent(offset -> assertThat(offset).as(which).isEqualTo(after.begin(partition)));
            assertThat(row.path("metadata").asString("")).as(which)
                    .isEqualTo(Optional.ofNullable(before.commits().get(partition)).map(each -> each.metadata())
                            .orElse(""));
            if (reset.isResolved() && reset.target().isTime()) {
                checkBounds(which, partition, row, moment.orElseThrow(), end);
            } else if (reset.isResolved() && reset.target().type().equals("to-earliest") && earliest.isEmpty()) {
                assertThat(number(row, "to")).as(which).isEmpty();
            } else {
                checkTarget(which, row, from, earliest, target(partition, from, earliest, end, moment));
                moment.ifPresent(at -> checkEvidence(which, row, KafkaSeen.at(admin, partition, at), end));
            }
        });
        checkTotals(plan, rows);
    }

    private void checkBounds(String which, TopicPartition partition, JsonNode row, Instant moment, long end) {
        assertThat(number(row, "to")).as(which).isEmpty();
        long found = KafkaSeen.at(admin, partition, moment).offset();
        assertThat(found < 0 || found > end ? end : found).as(which + ", the true offset of " + moment)
                .isBetween(row.at("/bounds/lower").asLong(-1), row.at("/bounds/upper").asLong(-1));
    }

    private static void checkTarget(String which, JsonNode row, OptionalLong from, OptionalLong earliest,
            Target target) {
        assertThat(number(row, "to")).as(which).hasValue(target.to());
        assertThat(row.path("clamped").asBoolean()).as(which).isEqualTo(target.clamped());
        // What is not there any more, or was never committed, can be neither skipped nor read again.
        OptionalLong start = from.isEmpty() || earliest.orElse(0) > from.getAsLong()
                ? earliest
                : from;
        long messages = start.isPresent() ? target.to() - start.getAsLong() : 1;
        assertThat(row.path("effect").asString()).as(which)
                .isEqualTo(messages < 0 ? "REPLAY" : messages > 0 ? "SKIP" : "NONE");
        assertThat(number(row, "messages")).as(which)
                .isEqualTo(start.isPresent() ? OptionalLong.of(Math.abs(messages)) : OptionalLong.empty());
    }

    private static void checkEvidence(String which, JsonNode row, ListOffsetsResultInfo found, long end) {
        boolean beyond = found.offset() < 0 || found.offset() >= end;
        assertThat(row.path("beyondLastMessage").asBoolean()).as(which).isEqualTo(beyond);
        if (!beyond) {
            assertThat(Instant.parse(row.path("messageAt").asString()).toEpochMilli()).as(which)
                    .isEqualTo(found.timestamp());
        }
    }

    private static void checkTotals(JsonNode plan, Map<TopicPartition, JsonNode> rows) {
        for (Map.Entry<String, String> sum : Map.of("replayed", "REPLAY", "skipped", "SKIP").entrySet()) {
            List<JsonNode> known = rows.values().stream().filter(row -> number(row, "messages").isPresent()).toList();
            assertThat(number(plan.path("totals"), sum.getKey())).as(sum.getKey() + " in all").isEqualTo(known.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(known.stream()
                            .filter(row -> row.path("effect").asString().equals(sum.getValue()))
                            .mapToLong(row -> number(row, "messages").orElseThrow()).sum()));
        }
    }

    static Optional<Instant> moment(JsonNode plan) {
        return plan.path("moment").isString()
                ? Optional.of(Instant.parse(plan.path("moment").asString()))
                : Optional.empty();
    }

    /** Each partition of a plan, or of an outcome. */
    static Map<TopicPartition, JsonNode> rows(JsonNode topics) {
        List<JsonNode> each = new ArrayList<>();
        Map<TopicPartition, JsonNode> rows = new HashMap<>();
        topics.forEach(topic -> topic.path("partitions").forEach(row -> {
            each.add(row);
            rows.put(new TopicPartition(topic.path("topic").asString(), row.path("partition").asInt()), row);
        }));
        assertThat(rows).as("partitions, each once").hasSize(each.size());
        return rows;
    }

    /** The partitions of a plan to which something is written. */
    static Set<TopicPartition> changes(JsonNode plan) {
        return rows(plan.path("topics")).entrySet().stream()
                .filter(each -> number(each.getValue(), "to").isEmpty()
                        || !number(each.getValue(), "to").equals(number(each.getValue(), "from")))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Unknown is null, and never zero. */
    static OptionalLong number(JsonNode row, String field) {
        assertThat(row.has(field)).as(field + " in " + row).isTrue();
        return row.path(field).isNull() ? OptionalLong.empty() : OptionalLong.of(row.path(field).asLong());
    }

    private record Target(long to, boolean clamped) {
    }
}
