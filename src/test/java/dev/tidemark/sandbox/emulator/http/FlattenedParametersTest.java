package dev.tidemark.sandbox.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.sandbox.emulator.action.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlattenedParametersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "Limit=50                                | {\"Limit\":\"50\"}",
        "Topics.0=a&Topics.1=b                   | {\"Topics\":[\"a\",\"b\"]}",
        "Topics.1=b&Topics.0=a                   | {\"Topics\":[\"a\",\"b\"]}",
        "P.0.Offset=7&P.0.Partition=0&P.1.Offset=8 | {\"P\":[{\"Offset\":\"7\",\"Partition\":\"0\"},{\"Offset\":\"8\"}]}",
        "F.0.Values.0=x&F.0.Name=n               | {\"F\":[{\"Values\":[\"x\"],\"Name\":\"n\"}]}",
        "A.B=1                                   | {\"A\":{\"B\":\"1\"}}",
        "group=a&Group=b                         | {\"group\":\"a\",\"Group\":\"b\"}",
        "0=a                                     | {\"0\":\"a\"}",
        "Group=                                  | {\"Group\":\"\"}",
        "Group                                   | {\"Group\":\"\"}",
        "Group=a%20b+c%2B&                       | {\"Group\":\"a b c+\"}"})
    void rebuildsTheTree(String query, String tree) {
        assertThat(tree(query)).isEqualTo(tree);
    }

    @Test
    void ordersTwelveElementsByNumberAndNotByText() {
        assertThat(tree("T.10=k&T.11=l&T.2=c&T.0=a&T.1=b&T.3=d&T.4=e&T.5=f&T.6=g&T.7=h&T.8=i&T.9=j"))
                .isEqualTo("{\"T\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\"]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Topics=a&Topics.0=b      | The parameter `Topics.0` is both a value and a structure.",
        "Topics.0=b&Topics=a      | The parameter `Topics` is both a value and a structure.",
        "Topics.0=a&Topics.2=b    | The parameter `Topics` has no element `Topics.1`.",
        "Topics.1=a               | The parameter `Topics` has no element `Topics.0`.",
        "Topics.00=a              | The parameter `Topics` has no element `Topics.0`.",
        "Topics..0=a              | The parameter `Topics..0` is not a flattened name such as `Partitions.0.Offset`.",
        "Topics.=a                | The parameter `Topics.` is not a flattened name such as `Partitions.0.Offset`.",
        "a.b.c.d.e.f.g.h.i.j.k=a  | The parameter `a.b.c.d.e.f.g.h.i.j.k` is not a flattened name such as `Partitions.0.Offset`.",
        "Group=a&Group=b          | The parameter `Group` is given twice."})
    void refusesWhatHasNoTree(String query, String message) {
        assertThatExceptionOfType(ApiError.class).isThrownBy(() -> tree(query)).withMessage(message)
                .extracting(ApiError::code).isEqualTo("InvalidParameter");
    }

    private static String tree(String query) {
        return new FlattenedParameters().tree(FormText.parse(query)).toString();
    }
}
