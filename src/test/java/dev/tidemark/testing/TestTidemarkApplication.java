package dev.tidemark.testing;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the pages on a CKafka in memory, to look at them: sign in as {@code viewer} or {@code admin} with the password
 * {@code sandbox}. Takes Spring Boot's arguments, for example {@code --server.port=18080}.
 */
public final class TestTidemarkApplication {
    private TestTidemarkApplication() {
    }

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(TestTidemark.class,
                Stream.concat(Stream.of("--tidemark.web.sandbox=true", "--tidemark.access.users[0].name=viewer",
                        "--tidemark.access.users[0].password={noop}sandbox",
                        "--tidemark.access.users[0].grants[0].role=viewer", "--tidemark.access.users[1].name=admin",
                        "--tidemark.access.users[1].password={noop}sandbox",
                        "--tidemark.access.users[1].grants[0].role=admin"), Arrays.stream(args))
                        .toArray(String[]::new));
        Scenery.arrange(context.getBean(InMemoryCkafka.class));
        MutableClock clock = context.getBean(MutableClock.class);
        Duration behind = Duration.between(clock.instant(), Clock.systemUTC().instant());
        clock.advance(behind);
        Thread.ofVirtual().start(() -> keepUp(clock));
    }

    @SuppressWarnings("ThreadSleep")
    private static void keepUp(MutableClock clock) {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                clock.advance(Duration.ofSeconds(1));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
