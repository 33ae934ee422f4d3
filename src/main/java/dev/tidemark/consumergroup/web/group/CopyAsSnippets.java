package dev.tidemark.consumergroup.web.group;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same question in the words of other tools, to be pasted elsewhere.
 *
 * @param command for a shell, with Kafka's own tool; the bootstrap address is the reader's to fill in
 * @param apiAction of the CKafka API
 * @param apiBody its parameters as JSON
 */
record CopyAsSnippets(String command, String apiAction, String apiBody) {
    private static final JsonMapper JSON = new JsonMapper();

    static CopyAsSnippets of(InstanceId instance, ConsumerGroupId group) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("InstanceId", instance.value());
        body.put("Group", group.value());
        return new CopyAsSnippets(
                "kafka-consumer-groups --bootstrap-server \"$BOOTSTRAP\" --describe --group " + quoted(group.value()),
                "DescribeGroupOffsets", JSON.writeValueAsString(body));
    }

    /** As one word for a shell, whatever it holds. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
