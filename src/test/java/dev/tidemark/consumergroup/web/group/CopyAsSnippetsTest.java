package dev.tidemark.consumergroup.web.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.consumergroup.GroupOffsets;
import dev.tidemark.consumergroup.OffsetsCsv;
import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InstanceId;
import dev.tidemark.testing.Offsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyAsSnippetsTest {
    private static final InstanceId INSTANCE = new InstanceId("ckafka-1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "billing | billing",
        "a b | 'a b'",
        "$(rm -rf ~) | '$(rm -rf ~)'",
        "it's | 'it'\\''s'",
        "结算/夜间 | '结算/夜间'"})
    void quotesAGroupsNameForAShellWhateverItHolds(String group, String quoted) {
        assertThat(CopyAsSnippets.of(INSTANCE, new ConsumerGroupId(group)).command())
                .isEqualTo("kafka-consumer-groups --bootstrap-server \"$BOOTSTRAP\" --describe --group " + quoted);
    }

    @Test
    void writesTheApisParametersAsJson() {
        assertThat(CopyAsSnippets.of(INSTANCE, new ConsumerGroupId("say \"hi\"")).apiBody())
                .isEqualTo("{\"InstanceId\":\"ckafka-1\",\"Group\":\"say \\\"hi\\\"\"}");
    }

    @Test
    void exportsCommittedOffsetsInTheFormatOfKafkasOwnToolAndLeavesOutWhatIsUnknown() {
        String csv = OffsetsCsv.write(List.of(
                new GroupOffsets.Topic("orders",
                        List.of(Offsets.committed(0, 1_200, 1_300), Offsets.neverCommitted(1, 9),
                                Offsets.failed(2, 502), Offsets.committed(3, 0, 0))),
                new GroupOffsets.Topic("refunds", List.of(Offsets.committed(0, 9_223_372_036_854_775_807L, 1)))));

        assertThat(csv).isEqualTo("orders,0,1200\norders,3,0\nrefunds,0,9223372036854775807\n");
    }
}
