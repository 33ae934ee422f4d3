package dev.tidemark.testing;

import dev.tidemark.consumergroup.BackgroundReading;
import java.time.Instant;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

/**
 * Tidemark on a CKafka in memory and a clock that a test turns: everything but the cloud's adapter and the sandbox. Not
 * marked as a configuration, so that tests of the whole application do not find it by scanning.
 */
@EnableAutoConfiguration
@ComponentScan(basePackages = "dev.tidemark", excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "dev\\.tidemark\\.(ckafka\\.|sandbox\\.|testing\\.|TidemarkApplication|.*Test\\$).*"))
@ConfigurationPropertiesScan(basePackages = {"dev.tidemark.webkit", "dev.tidemark.security",
    "dev.tidemark.audit", "dev.tidemark.offsetreset", "dev.tidemark.lag", "dev.tidemark.history", "dev.tidemark.alert"})
public class TestTidemark {
    /** In memory, and another one for each application. */
    public static final String DATABASE = "jdbc:h2:mem:${random.uuid};MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
            + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";

    /** When every test begins. */
    public static final Instant START = Instant.parse("2026-03-04T03:05:06Z");

    @Bean
    InMemoryCkafka ckafka() {
        return new InMemoryCkafka();
    }

    @Bean
    BackgroundReading backgroundReading(InMemoryCkafka ckafka) {
        return new BackgroundReading(ckafka, ckafka, ckafka);
    }

    @Bean
    @Primary
    MutableClock mutableClock() {
        return new MutableClock(START);
    }
}
