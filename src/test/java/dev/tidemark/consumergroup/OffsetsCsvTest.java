package dev.tidemark.consumergroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.kafka.ConsumerGroupId;
import dev.tidemark.kafka.InvalidInput;
import dev.tidemark.kafka.TopicPartition;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffsetsCsvTest {
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition PAYMENTS = new TopicPartition("payments", 1);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            as Kafka's tool writes it   | orders,0,5\\npayments,1,7\\n
            without a last line end     | orders,0,5\\npayments,1,7
            with Windows' line ends     | orders,0,5\\r\\npayments,1,7\\r\\n
            with a header               | Topic, Partition ,OFFSET\\norders,0,5\\npayments,1,7
            quoted by a spreadsheet     | "orders","0","5"\\n"payments","1","7"
            behind a byte order mark    | \uFEFForders,0,5\\npayments,1,7
            with spaces and empty lines | orders, 0 , 5\\n\\n  payments,1,7\\n\\n
            of several groups           | other,orders,0,1\\nbilling,orders,0,5\\n"billing",payments,1,7
            """)
    void readsAFileHoweverItWasMade(String how, String text) {
        assertThat(OffsetsCsv.read(lines(text), Optional.of(new ConsumerGroupId("billing")))).as(how)
                .containsExactly(Map.entry(ORDERS, 5L), Map.entry(PAYMENTS, 7L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            a, b    | a, b,orders,0,5
            a, b    | "a, b",orders,0,5
            say "x" | "say ""x\""",orders,0,5
            group   | group,orders,0,5
            """)
    void knowsAGroupWhoseNameNeedsQuotes(String group, String text) {
        assertThat(OffsetsCsv.read(text, Optional.of(new ConsumerGroupId(group))))
                .containsExactly(Map.entry(ORDERS, 5L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            nonsense                              | Line 1: write topic,partition,offset.
            orders,0,5\\n\\norders;1;5            | Line 3: write topic,partition,offset.
            orders,0,5\\n,1,5                     | Line 2: write topic,partition,offset.
            orders,0,5\\n"orders,1,5\\norders,2,5 | Line 2: write topic,partition,offset.
            orders,0,5\\n"or\\nders",1,5          | Line 2: write topic,partition,offset.
            orders,0,5\\n"orders"x,1,5            | Line 2: write topic,partition,offset.
            orders,0,5\\ntopic,partition,offset   | Line 2: the partition must be a whole number
            orders,-1,5                           | Line 1: the partition must be a whole number
            orders,3000000000,5                   | Line 1: the partition must be a whole number
            orders,0,5\\n\\norders,1,             | Line 3: the offset must be a whole number
            orders,0,9223372036854775808          | Line 1: the offset must be a whole number
            orders,0,5\\n"orders",0,5             | Line 2: orders-0 is already named above.
            topic,partition,offset                | Enter at least one line
            billing,orders,0,5                    | Enter at least one line
            """)
    void namesTheLineThatIsWrong(String text, String advice) {
        assertThatThrownBy(() -> OffsetsCsv.read(lines(text))).isInstanceOf(InvalidInput.class)
                .hasMessageContaining(advice);
    }

    @Test
    void saysThatNoLineIsOfTheGroup() {
        assertThatThrownBy(() -> OffsetsCsv.read("other,orders,0,5", Optional.of(new ConsumerGroupId("billing"))))
                .hasMessageContaining("no line for this group");
    }

    @Test
    void readsNoMoreLinesThanAnInstanceCanHavePartitions() {
        assertThatThrownBy(() -> OffsetsCsv.read("\n".repeat(100_001))).hasMessageContaining("At most 100,000 lines");
    }

    @Test
    void readsWhatItWrites() {
        String text = OffsetsCsv.write(Map.of(ORDERS, 5L));

        assertThat(text).isEqualTo("orders,0,5\n");
        assertThat(OffsetsCsv.read(text)).containsExactly(Map.entry(ORDERS, 5L));
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
