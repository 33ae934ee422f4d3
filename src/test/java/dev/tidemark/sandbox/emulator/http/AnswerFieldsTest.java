package dev.tidemark.sandbox.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerFieldsTest {
    private final AnswerFields fields = AnswerFields.inUpperCamelCase();

    @Test
    void writesComponentsInTheirOrderAndInUpperCamelCase() {
        assertThat(fields.of(new Written("0", "SUCCESS", new Data(0, new Route(1)))).toString()).isEqualTo(
                "{\"ReturnCode\":\"0\",\"ReturnMessage\":\"SUCCESS\",\"Data\":{\"FlowId\":0,\"RouteDTO\":{\"RouteId\":1}}}");
    }

    @Test
    void writesWhatIsAbsentAsNull() {
        assertThat(fields.of(new Written("1", "no", null)).toString())
                .isEqualTo("{\"ReturnCode\":\"1\",\"ReturnMessage\":\"no\",\"Data\":null}");
        assertThat(fields.of(new Row(OptionalLong.empty(), List.of())).toString())
                .isEqualTo("{\"Lag\":null,\"subnet_ids\":[]}");
        assertThat(fields.of(new Row(OptionalLong.of(Long.MAX_VALUE), List.of("a"))).toString())
                .isEqualTo("{\"Lag\":9223372036854775807,\"subnet_ids\":[\"a\"]}");
    }

    @Test
    void refusesAnAnswerThatIsNoObject() {
        assertThatIllegalStateException().isThrownBy(() -> fields.of(List.of(1)));
    }

    record Written(String returnCode, String returnMessage, @Nullable Data data) {
    }

    public record Data(long flowId, Route routeDTO) {
    }

    record Route(long routeId) {
    }

    record Row(OptionalLong lag, @JsonProperty("subnet_ids") List<String> subnets) {
    }
}
