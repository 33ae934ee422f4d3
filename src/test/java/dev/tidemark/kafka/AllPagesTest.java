package dev.tidemark.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.kafka.AllPages.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllPagesTest {
    private final List<Integer> asked = new ArrayList<>();

    /** A page is written {@code total:first-last}, or {@code total:} where it is empty; the rows are numbers. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            the list is empty                        | 0:                       | 0         | 0   | -
            one page                                 | 3:1-3                    | 0         | 3   | -
            a full page is the last                  | 50:1-50                  | 0         | 50  | -
            three pages                              | 120:1-50 120:51-100 120:101-120 | 0 50 100 | 120 | -
            pages shorter than asked for             | 5:1-2 5:3-4 5:5-5        | 0 2 4     | 5   | -
            a row moves to the next page             | 60:1-50 61:50-60         | 0 50      | 60  | -
            the list grows                           | 60:1-50 61:51-61         | 0 50      | 61  | -
            the list shrinks behind the page         | 60:1-50 58:51-58 58:49-58 | 0 50 48  | 58  | -
            the list shrinks before the page         | 120:1-50 118:53-102 118:51-100 118:101-120 | 0 50 48 98 | 120 | -
            the rest is deleted                      | 120:1-50 40: 40:1-40     | 0 50 0    | 50  | -
            the total counts more than is there      | 10:1-4 10:               | 0 4       | 0   | 10 but 4
            the first page is empty                  | 10:                      | 0         | 0   | 10 but 0
            every page is the first                  | 120:1-50 120:1-50 120:1-50 | 0 50 100 | 0  | 120 but 50
            """)
    void readsToTheEndOrNotAtAll(String list, String pages, String offsets, int rows,
            @Nullable String failure) {
        List<Page<Integer>> answers = List.of(pages.split(" ")).stream().map(AllPagesTest::page).toList();
        Function<PageRequest, Page<Integer>> read = request -> {
            asked.add(request.offset());
            return answers.get(asked.size() - 1);
        };

        if (failure == null) {
            assertThat(AllPages.read(read, row -> row)).doesNotHaveDuplicates().hasSize(rows);
        } else {
            assertThatExceptionOfType(ClusterUnavailable.class).isThrownBy(() -> AllPages.read(read, row -> row))
                    .satisfies(missing -> assertThat(missing.sentence().orElseThrow().arguments())
                            .hasToString("[" + failure.replace(" but ", ", ") + "]"));
        }
        assertThat(asked).as(list).hasToString("[" + offsets.replace(" ", ", ") + "]");
    }

    @Test
    void endsWhereTheTotalGrowsWithEveryPage() {
        assertThatExceptionOfType(ClusterUnavailable.class).isThrownBy(() -> AllPages.read(
                request -> new Page<>(request.offset() + 100L, List.of(request.offset())), row -> row));
    }

    @Test
    void passesRowsOnBeforeTheLastPageIsThere() {
        List<Integer> passed = new ArrayList<>();

        AllPages.forEach(request -> {
            asked.add(passed.size());
            return new Page<>(100, IntStream.range(request.offset(), request.offset() + 50).boxed().toList());
        }, row -> row, passed::add);

        assertThat(asked).containsExactly(0, 50);
    }

    private static Page<Integer> page(String text) {
        String[] totalAndRows = text.split(":", -1);
        String[] ends = totalAndRows[1].split("-", -1);
        return new Page<>(Long.parseLong(totalAndRows[0]), totalAndRows[1].isEmpty()
                ? List.of()
                : IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])).boxed().toList());
    }
}
