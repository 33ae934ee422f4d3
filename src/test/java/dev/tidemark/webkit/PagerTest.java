package dev.tidemark.webkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a page of a list begins and ends, and what is beside it. */
class PagerTest {
    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            0,  25, 143,  1,   25,  none, 25
            25, 25, 143,  26,  50,  0,    50
            125, 18, 143, 126, 143, 100,  none
            10, 25, 143,  11,  35,  0,    35
            0,  0,  0,    1,   0,   none, none
            0,  25, 25,   1,   25,  none, none
            """)
    void countsAndLeadsToItsNeighbours(int offset, int shown, long total, String from, String to, String previous,
            String next) {
        Pager pager = Pager.of(offset, 25, shown, total, Locale.ENGLISH, Integer::toString);
        assertThat(pager).isEqualTo(new Pager(from, to, Long.toString(total), previous, next, false));
    }

    @Test
    void leadsBackFromBehindTheEnd() {
        Pager pager = Pager.of(Integer.MAX_VALUE, 25, 0, 1143, Locale.ENGLISH, Integer::toString);
        assertThat(pager.beyond()).isTrue();
        assertThat(pager.previous()).isEqualTo("1125");
        assertThat(pager.next()).isNull();
        assertThat(pager.total()).isEqualTo("1,143");
    }
}
