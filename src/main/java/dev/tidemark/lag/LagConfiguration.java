package dev.tidemark.lag;

import dev.tidemark.lag.timeindex.OffsetTimeIndex;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the index of offsets and times its reach. */
@Configuration(proxyBeanMethods = false)
class LagConfiguration {
    @Bean
    OffsetTimeIndex offsetTimeIndex(LagProperties properties) {
        return new OffsetTimeIndex(properties.timeHorizon());
    }
}
