package dev.tidemark.offsetreset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A reset that chance has made up, from a seed: what the group has committed before, what is asked for, and what goes wrong.
 *
 * @param intruder commits over the group between two steps, perhaps where nothing is reset
 * @param people who asks, who approves and who executes
 */
record RandomReset(long seed, int number, String group, Map<TopicPartition, OffsetAndMetadata> commits,
        List<Part> scope, Target target, String mode, RandomFault fault, Optional<Intruder> intruder,
        List<String> people) {
    private static final List<String> TARGETS = List.of("to-earliest", "to-latest", "shift-by", "to-offset",
            "to-current", "from-file", "to-earliest", "to-latest", "shift-by", "to-offset", "to-datetime",
            "by-duration");
    private static final String[] BAD_SCOPES = {"twice", "both ways", "no such partition", "no such topic", "none"};

    static RandomReset of(long seed, int number, RandomTopics topics, KafkaSeen logs, Instant now) {
        Random random = new Random(seed * 1_000_003 + number);
        String group = "random-" + number + (random.nextInt(10) == 0 ? " / 消费 \uD83D\uDC1F" : "");
        List<String> some = new ArrayList<>(topics.names());
        Collections.shuffle(some, random);
        List<String> meant = some.subList(0, 1 + Math.min(2, random.nextInt(5) / 2));
        Map<TopicPartition, OffsetAndMetadata> commits = commits(random, topics, meant, some.getLast(), logs);
        List<Part> scope = new ArrayList<>(meant.stream().map(topic -> part(random, topics, topic)).toList());
        if (random.nextInt(20) == 0) {
            spoil(random, scope, topics);
        }
        String type = TARGETS.get(random.nextInt(TARGETS.size()));
        boolean resolved = random.nextInt(5) < 2 && (!List.of("to-current", "from-file").contains(type)
                || random.nextInt(10) == 0);
        Target target = target(random, type, topics, scope, now);
        if (type.equals("from-file") && random.nextInt(3) == 0) {
            scope = List.of();
        }
        Optional<Intruder> intruder = random.nextInt(15) == 0
                ? Optional
                        .of(new Intruder(random.nextBoolean() ? RandomFault.Step.APPROVAL : RandomFault.Step.EXECUTION,
                                random.nextBoolean()))
                : Optional.empty();
        return new RandomReset(seed, number, group, random.nextInt(100) == 0 ? Map.of() : commits, List.copyOf(scope),
                target, resolved ? "resolved" : "pinned", RandomFault.random(random, resolved, target.isTime()),
                intruder, people(random));
    }

    private static Map<TopicPartition, OffsetAndMetadata> commits(Random random, RandomTopics topics,
            List<String> meant, String bystander, KafkaSeen logs) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        List<TopicPartition> partitions = new ArrayList<>(topics.partitions(bystander));
        boolean all = random.nextInt(4) > 0;
        meant.forEach(topic -> partitions.addAll(topics.partitions(topic)));
        for (TopicPartition each : partitions) {
            long begin = logs.begin(each);
            long end = logs.end(each);
            long offset = switch (random.nextInt(12)) {
                case 0 -> begin;
                case 1, 2 -> end;
                case 3 -> Math.max(0, begin - 5);
                case 4 -> end + 30;
                default -> begin + random.nextLong(end - begin + 1);
            };
            if (all || each.topic().equals(bystander) || random.nextInt(3) > 0) {
                commits.put(each, new OffsetAndMetadata(offset, random.nextInt(15) == 0 ? "checkpoint 7" : ""));
            }
        }
        return commits;
    }

    private static Part part(Random random, RandomTopics topics, String topic) {
        List<Integer> some = topics.partitions(topic).stream().map(TopicPartition::partition)
                .filter(_ -> random.nextBoolean()).toList();
        return new Part(topic, some.isEmpty() || random.nextBoolean() ? Optional.empty() : Optional.of(some));
    }

    private static void spoil(Random random, List<Part> scope, RandomTopics topics) {
        Part first = scope.getFirst();
        switch (BAD_SCOPES[random.nextInt(BAD_SCOPES.length)]) {
            case "twice" -> scope.set(0, new Part(first.topic(), Optional.of(List.of(0, 0))));
            case "both ways" -> scope.add(new Part(first.topic(), first.partitions().isPresent()
                    ? Optional.empty()
                    : Optional.of(List.of(0))));
            case "no such partition" -> scope.set(0,
                    new Part(first.topic(), Optional.of(List.of(0, topics.partitions(first.topic()).size()))));
            case "no such topic" -> scope.add(new Part("random-gone",
                    random.nextBoolean() ? Optional.empty() : Optional.of(List.of(0))));
            default -> scope.set(0, new Part(first.topic(), Optional.of(List.of())));
        }
    }

    private static Target target(Random random, String type, RandomTopics topics, List<Part> scope, Instant now) {
        return switch (type) {
            case "to-offset" -> Target.number(type,
                    random.nextInt(8) == 0 ? Long.MAX_VALUE - random.nextInt(3) : random.nextInt(140));
            case "shift-by" -> Target.number(type, switch (random.nextInt(8)) {
                case 0 -> Long.MAX_VALUE;
                case 1 -> -Long.MAX_VALUE;
                default -> random.nextInt(-90, 90);
            });
            case "to-datetime" -> Target.text(type, moment(random, now).toString());
            case "by-duration" -> Target.text(type, Duration.between(moment(random, now), now).abs().plusSeconds(2)
                    .toString());
            case "from-file" -> Target.file(scope.stream().flatMap(part -> topics.partitions(part.topic()).stream())
                    .filter(_ -> random.nextInt(4) > 0)
                    .distinct().collect(Collectors.toMap(each -> each, _ -> (long) random.nextInt(130))));
            default -> Target.text(type, "");
        };
    }

    /** In, before and after the logs; now and then in the future, which is refused. */
    private static Instant moment(Random random, Instant now) {
        return switch (random.nextInt(12)) {
            case 0 -> Instant.parse("2002-02-02T02:02:02Z");
            case 1 -> RandomTopics.BEGIN.plus(RandomTopics.LENGTH.multipliedBy(3));
            case 2 -> random.nextInt(4) == 0 ? now.plus(Duration.ofHours(9)) : now.minusSeconds(3);
            case 3 -> RandomTopics.BEGIN.plusNanos(random.nextLong(RandomTopics.LENGTH.toNanos() / 1_000) * 1_000);
            case 4 -> RandomTopics.BEGIN.plusMillis(600_000L * random.nextInt(4));
            default -> RandomTopics.BEGIN.plusMillis(random.nextLong(RandomTopics.LENGTH.toMillis()));
        };
    }

    /** The executor of a reset has requested it or has approved it. */
    private static List<String> people(Random random) {
        String requester = random.nextBoolean() ? "operator" : "admin";
        String approver = random.nextBoolean() ? "approver" : "approver2";
        return List.of(requester, approver, random.nextBoolean() ? requester : approver);
    }

    String body() {
        return """
                {"group":"%s","scope":[%s],"target":%s,"mode":"%s"}""".formatted(group,
                scope.stream().map(Part::json).collect(Collectors.joining(",")), target.json(), mode);
    }

    boolean isResolved() {
        return mode.equals("resolved");
    }

    /** A topic or some of its partitions, as it is asked for. */
    record Part(String topic, Optional<List<Integer>> partitions) {
        String json() {
            return "{\"topic\":\"" + topic + "\"" + partitions.map(some -> ",\"partitions\":" + some).orElse("") + "}";
        }

        boolean includes(TopicPartition partition) {
            return partition.topic().equals(topic)
                    && partitions.map(some -> some.contains(partition.partition())).orElse(true);
        }
    }

    /** A target with the value that its type needs. */
    record Target(String type, long number, String text, Map<TopicPartition, Long> file) {
        static Target number(String type, long number) {
            return new Target(type, number, "", Map.of());
        }

        static Target text(String type, String text) {
            return new Target(type, 0, text, Map.of());
        }

        static Target file(Map<TopicPartition, Long> offsets) {
            return new Target("from-file", 0, "", offsets);
        }

        boolean isTime() {
            return type.equals("to-datetime") || type.equals("by-duration");
        }

        String json() {
            String value = switch (type) {
                case "to-offset" -> ",\"offset\":" + number;
                case "shift-by" -> ",\"by\":" + number;
                case "to-datetime" -> ",\"datetime\":\"" + text + "\"";
                case "by-duration" -> ",\"duration\":\"" + text + "\"";
                case "from-file" -> ",\"csv\":\"" + file.entrySet().stream().map(each -> each.getKey().topic() + ","
                        + each.getKey().partition() + "," + each.getValue() + "\\n").collect(Collectors.joining())
                        + "\"";
                default -> "";
            };
            return "{\"type\":\"" + type + "\"" + value + "}";
        }
    }

    /** Another client that commits, before a step, in a partition of the plan or in another one. */
    record Intruder(RandomFault.Step step, boolean inPlan) {
    }
}
