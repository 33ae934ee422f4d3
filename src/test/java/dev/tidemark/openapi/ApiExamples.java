package dev.tidemark.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.examples.Example;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bodies of requests as they are sent along the walk of a reset, and beside it. */
final class ApiExamples {
    static final String PREVIEW = "0b6f9f0e-3c55-4f0e-9d0a-6f2f9f2f7c11";
    private static final Map<String, Map<String, String>> BODIES = Map.of(
            "previewReset", ordered("All partitions of a topic, back to a time", """
                    {"group": "payments-ledger", "scope": [{"topic": "payments"}],
                     "target": {"type": "to-datetime", "datetime": "2026-03-04T03:05:06Z"}}""",
                    "Two partitions, 1000 messages back", """
                            {"group": "payments-ledger", "scope": [{"topic": "payments", "partitions": [0, 3]}],
                             "target": {"type": "shift-by", "by": -1000}}""",
                    "Skip everything, computed by CKafka", """
                            {"group": "payments-ledger", "scope": [{"topic": "payments"}],
                             "target": {"type": "to-latest"}, "mode": "resolved"}"""),
            "requestReset",
            ordered("Request",
                    """
                            {"previewId": "0b6f9f0e-3c55-4f0e-9d0a-6f2f9f2f7c11", "confirmGroup": "payments-ledger", "reason": "Replay after the fix of OPS-42",
                             "ticket": "OPS-42"}"""),
            "approveReset", ordered("Approve", """
                    {"comment": "Agreed with the team"}""", "Override approval (break-glass)", """
                    {"comment": "Incident 42", "breakGlass": true}"""),
            "rejectReset", ordered("Reject", """
                    {"comment": "The consumers are still deployed"}"""),
            "cancelReset", ordered("Cancel", """
                    {"comment": "No longer needed"}"""),
            "previewContinuation", ordered("Although a client commits", """
                    {"overrideReason": "The other client commits only orders.eu"}"""),
            "previewUndo", ordered("Although a client commits", """
                    {"overrideReason": "The other client commits only orders.eu"}"""),
            "acknowledgeGroup", ordered("For four hours", """
                    {"group": "payments-ledger", "duration": "PT4H", "reason": "Stopped for the migration"}"""),
            "withdrawAcknowledgement", ordered("Withdraw", """
                    {"group": "payments-ledger"}"""));

    private ApiExamples() {
    }

    static Optional<Map<String, Example>> of(String operation) {
        return Optional.ofNullable(BODIES.get(operation)).map(bodies -> {
            Map<String, Example> examples = new LinkedHashMap<>();
            bodies.forEach((summary, body) -> examples.put(name(summary), example(summary, body)));
            return examples;
        });
    }

    private static String name(String summary) {
        return summary.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static Example example(String summary, String body) {
        try {
            return new Example().summary(summary).value(Json.mapper().readTree(body));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private static Map<String, String> ordered(String... summariesAndBodies) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < summariesAndBodies.length; i += 2) {
            ordered.put(summariesAndBodies[i], summariesAndBodies[i + 1]);
        }
        return ordered;
    }
}
