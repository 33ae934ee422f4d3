package dev.tidemark.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrowserConditionTest {
    @Test
    void runsWhereABrowserStarts() {
        assertThat(BrowserCondition.decide(Optional.empty(), false).isDisabled()).isFalse();
        assertThat(BrowserCondition.decide(Optional.empty(), true).isDisabled()).isFalse();
    }

    @Test
    void isSkippedWithTheReasonOnALaptopWithoutOne() {
        assertThat(BrowserCondition.decide(Optional.of("no chromedriver"), false)).satisfies(result -> {
            assertThat(result.isDisabled()).isTrue();
            assertThat(result.getReason()).get().asString().contains("no chromedriver");
        });
    }

    @Test
    void failsInCiWithoutOne() {
        assertThatThrownBy(() -> BrowserCondition.decide(Optional.of("no chromedriver"), true))
                .hasMessageContaining("no chromedriver");
    }
}
