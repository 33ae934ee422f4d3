package dev.tidemark.lag;

import dev.tidemark.kafka.IdPattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How lag is watched over time.
 *
 * @param enabled whether this process sweeps at all
 * @param interval from the beginning of one sweep to that of the next; a sweep that takes longer is followed at once
 * @param allowedLag messages up to which a partition counts as caught up
 * @param include patterns of group names to watch
 * @param exclude patterns of group names not to watch, even when included
 */
@ConfigurationProperties("tidemark.lag")
public record LagProperties(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration interval,
        @DefaultValue("0") long allowedLag, @DefaultValue("*") List<String> include,
        @DefaultValue List<String> exclude) {
    public LagProperties {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("tidemark.lag.interval must be longer than nothing");
        }
    }

    boolean watches(String group) {
        return include.stream().anyMatch(pattern -> new IdPattern(pattern).matches(group))
                && exclude.stream().noneMatch(pattern -> new IdPattern(pattern).matches(group));
    }
}
