package dev.tidemark.offsetreset.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.ConsumerGroup;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.GroupState;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What kind of application a group belongs to, from the little that an Empty group still shows. */
class ClientKindTest {
    @ParameterizedTest(name = "{0} {1} {2} {3} {4} -> {5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # group          | type     | assignor | topic                        | metadata | kind
            billing          | consumer | range    | orders                       | -        | CONSUMER
            billing          | consumer | stream   | orders                       | -        | STREAMS
            billing          | streams  | -        | orders                       | -        | STREAMS
            billing          | consumer | -        | billing-totals-repartition   | -        | STREAMS
            billing          | consumer | -        | billing-totals-changelog     | -        | STREAMS
            billing          | consumer | -        | shipping-totals-repartition  | -        | CONSUMER
            billing          | consumer | -        | orders                       | streams1 | STREAMS
            billing          | consumer | -        | orders                       | streams2 | STREAMS
            billing          | consumer | -        | orders                       | nodeA    | CONSUMER
            billing          | consumer | -        | orders                       | deploy 7 | CONSUMER
            billing          | connect  | -        | orders                       | -        | CONNECT
            connect-jdbc     | consumer | -        | orders                       | -        | CONNECT
            connections      | consumer | -        | orders                       | -        | CONSUMER
            """)
    void followsTheTable(String group, String type, String assignor, String topic, String metadata, ClientKind kind) {
        ConsumerGroup described = new ConsumerGroup(new ConsumerGroupId(group), GroupState.EMPTY, type,
                assignor == null ? "" : assignor, List.of());

        assertThat(ClientKind.of(described, List.of(topic), Stream.of(metadata(metadata)))).isEqualTo(kind);
    }

    /** As Kafka Streams encodes its partition time: a version, the time, and since version 2 what processors add. */
    private static String metadata(String name) {
        return switch (name) {
            case null -> "";
            case "streams1" -> base64("01" + "0000019cb7a3c150");
            case "streams2" -> base64("02" + "0000019cb7a3c150" + "00000000");
            default -> name;
        };
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
