package dev.tidemark.offsetreset;

import dev.tidemark.testing.SharedEmulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What goes wrong at CKafka during one step of a reset.
 *
 * @param step before which it is armed
 * @param action the first requests of which pass, and the next ones do not
 * @param passing how many pass
 * @param times how many are hit; a read is tried three times
 * @param code of an error, of a ReturnCode, of a partition or of a task that fails; empty for the other kinds
 * @param millis of a delay or of a task
 */
record RandomFault(Step step, String action, int passing, String kind, int times, String code, int millis) {
    static final RandomFault NONE = new RandomFault(Step.NONE, "", 0, "", 0, "", 0);
    static final Set<String> WRITES = Set.of("BatchModifyGroupOffsets", "ModifyGroupOffsets");
    /** Longer than {@link RandomResetsIT} lets the dashboard wait for an answer. */
    private static final int TOO_LONG = (int) RandomResetsIT.READ_TIMEOUT.toMillis() + 300;
    private static final String ANY = "FailedOperation";
    private static final List<String> READS = List.of("DescribeGroupInfo", "DescribeGroupOffsets",
            "DescribeTopicSyncReplica");
    private static final List<String> LOOKUPS = List.of("FetchMessageListByTimestamp", "FetchMessageListByOffset");

    /** The step of a reset that it is armed for. */
    enum Step {
        NONE, PREVIEW, APPROVAL, EXECUTION
    }

    static RandomFault random(Random random, boolean resolved, boolean time) {
        if (random.nextBoolean()) {
            return NONE;
        }
        if (random.nextInt(10) < 7) {
            return write(random, resolved ? "ModifyGroupOffsets" : "BatchModifyGroupOffsets");
        }
        Step step = pick(random, List.of(Step.PREVIEW, Step.APPROVAL, Step.EXECUTION));
        String action = pick(random, step == Step.PREVIEW && time && random.nextBoolean() ? LOOKUPS : READS);
        String kind = action.equals("DescribeGroupOffsets") && random.nextInt(3) == 0
                ? pick(random, List.of("partition-error", "null-lag"))
                : pick(random, List.of("delay", "drop-before", "drop-after", "http-500", "http-503", "empty-body",
                        "code"));
        String code = switch (kind) {
            case "partition-error" -> pick(random, List.of("3", "15", "502"));
            case "code" -> pick(random, List.of(ANY, "InternalError", "RequestLimitExceeded", "ResourceUnavailable"));
            default -> "";
        };
        // What passes is read before the write; so that the reads after it are hit as well.
        int passing = step == Step.EXECUTION ? random.nextInt(4) : 0;
        return new RandomFault(step, action, passing, kind, random.nextBoolean() ? 1 : 3, code, 40);
    }

    private static RandomFault write(Random random, String action) {
        String kind = pick(random, List.of("delay", "drop-before", "drop-after", "http-500", "http-503", "empty-body",
                "code", "code", "return-code", "task"));
        String code = switch (kind) {
            case "code" -> pick(random, List.of(ANY, "InternalError", "RequestLimitExceeded",
                    "UnauthorizedOperation", "InvalidParameterValue"));
            case "return-code" -> pick(random, List.of("1049", "-1", "error"));
            case "task" -> random.nextInt(3) == 0 ? "it cannot be" : "";
            default -> "";
        };
        int millis = kind.equals("task") ? pick(random, List.of(1, 300)) : random.nextInt(5) == 0 ? TOO_LONG : 60;
        return new RandomFault(Step.EXECUTION, action, random.nextInt(4) == 0 ? 1 : 0, kind, 1 + random.nextInt(2),
                code,
                millis);
    }

    void arm(SharedEmulator emulator, Step now) {
        if (step != now) {
            return;
        }
        if (passing > 0) {
            emulator.arm(Map.of("action", action, "kind", "delay", "times", passing, "millis", 1));
        }
        Map<String, Object> fault = new HashMap<>(Map.of("action", action, "kind", kind, "times", times));
        if (!code.isEmpty()) {
            fault.put("code", code);
        }
        if (kind.equals("delay") || kind.equals("task")) {
            fault.put("millis", millis);
        }
        emulator.arm(fault);
    }

    /** Whether it has kept a question about a group from being answered, from the log of the emulator. */
    boolean hasHit(SharedEmulator emulator, String group, String since) {
        if (step == Step.NONE || WRITES.contains(action) || kind.equals("null-lag")) {
            return false;
        }
        return emulator.received(action, 500).stream().filter(request -> request.path("at").asString()
                .compareTo(since) >= 0)
                .filter(request -> request.path("outcome").asString().equals(kind.equals("code") ? code : kind))
                .anyMatch(request -> isAbout(request.path("body"), group));
    }

    /** Questions about topics name no group. */
    private static boolean isAbout(JsonNode body, String group) {
        List<String> named = new ArrayList<>();
        body.path("GroupList").forEach(each -> named.add(each.asString()));
        if (body.has("Group")) {
            named.add(body.path("Group").asString());
        }
        return named.isEmpty() || named.contains(group);
    }

    /** What has become of a write, by the emulator's log of it. */
    Fate fate(String outcome) {
        if (outcome.equals("ok") || (outcome.equals("delay") && (!kind.equals("delay") || millis < TOO_LONG))) {
            return new Fate(true, Set.of("ACCEPTED"));
        }
        if (!outcome.equals(kind.equals("code") ? code : kind)) {
            throw new AssertionError("a write was answered " + outcome + ", and nothing was to go wrong like that");
        }
        return switch (kind) {
            // The first of these may be one that only passes.
            case "delay" -> new Fate(true, Set.of("ACCEPTED", "UNCLEAR"));
            case "drop-after" -> new Fate(true, Set.of("UNCLEAR"));
            case "drop-before", "http-500", "http-503", "empty-body" -> new Fate(false, Set.of("UNCLEAR"));
            case "code" -> new Fate(false, Set.of(code.equals("InternalError") ? "UNCLEAR" : "REFUSED"));
            case "return-code" -> new Fate(false, Set.of("REFUSED"));
            case "task" -> code.isEmpty()
                    ? new Fate(true, Set.of("ACCEPTED"))
                    : new Fate(false, Set.of("REFUSED"));
            default -> throw new AssertionError(kind);
        };
    }

    /**
     * What has become of a write.
     *
     * @param executed whether Kafka was told
     * @param answers those of which the record must have one
     */
    record Fate(boolean executed, Set<String> answers) {
    }

    private static <T> T pick(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
