package dev.tidemark.offsetreset;

import dev.tidemark.TidemarkApplication;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/** The dashboard with a clock that is ahead by as many seconds as the system property {@code clock-ahead} says. */
final class SkewedDashboard {
    private SkewedDashboard() {
    }

    public static void main(String[] arguments) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(Integer.getInteger("clock-ahead", 0)));
        new SpringApplicationBuilder(TidemarkApplication.class)
                .initializers(context -> ((GenericApplicationContext) context).registerBean("skewedClock", Clock.class,
                        () -> clock, definition -> definition.setPrimary(true)))
                .run(arguments);
    }
}
