package dev.tidemark.sandbox;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** Starts the sandbox with the profile of that name, and only then. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@EnableConfigurationProperties(SandboxProperties.class)
class SandboxConfiguration {
    @Bean
    Sandbox sandbox(SandboxProperties properties, Environment environment, Clock clock) {
        RealCredentials.refuse(environment);
        return new Sandbox(properties, clock);
    }
}
