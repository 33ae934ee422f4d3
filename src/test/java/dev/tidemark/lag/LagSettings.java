package dev.tidemark.lag;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The configuration of lag as an operator writes it. */
public final class LagSettings {
    private LagSettings() {
    }

    /**
     * Binds some settings; the rest has its defaults.
     *
     * @param settings keys after {@code tidemark.lag.}
     */
    public static LagProperties of(Map<String, String> settings) {
        Map<String, String> full = new HashMap<>();
        settings.forEach((key, value) -> full.put("tidemark.lag." + key, value));
        return new Binder(new MapConfigurationPropertySource(full)).bindOrCreate("tidemark.lag", LagProperties.class);
    }
}
