package dev.tidemark.security;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start on a key of {@code tidemark.access} that does not exist. Spring Boot's own check does not look into
 * lists of lists, and there a misspelt {@code instances} would grant a role everywhere.
 */
@Component
final class AccessPropertyCheck implements BeanFactoryPostProcessor, EnvironmentAware {
    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("tidemark.access");
    private static final Pattern KNOWN = Pattern.compile("tidemark\\.access\\.(public[-.]?metrics|users"
            + "|users\\[\\d+]\\.(name|password|grants|grants\\[\\d+]\\.(role|instances|groups|except(\\[\\d+])?)))");

    private List<String> unknown = List.of();

    @Override
    public void setEnvironment(Environment environment) {
        unknown = StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(IterableConfigurationPropertySource::stream).filter(PREFIX::isAncestorOf)
                .map(Objects::toString).filter(name -> !KNOWN.matcher(name).matches()).distinct().sorted().toList();
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (!unknown.isEmpty()) {
            throw new Unknown(unknown);
        }
    }

    /** Names keys, never their values: one that was misspelt can hold a password. */
    static final class Unknown extends RuntimeException {
        Unknown(List<String> keys) {
            super("unknown: " + String.join(", ", keys));
        }
    }
}
