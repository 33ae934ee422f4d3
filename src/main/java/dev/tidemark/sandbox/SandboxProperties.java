package dev.tidemark.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the sandbox listens. Ports may be 0 for any free one.
 *
 * @param address a loopback address unless configured otherwise
 * @param emulatorPort of the CKafka API
 * @param kafkaPort of the first broker; the second takes the next one
 * @param quotas whether the emulator enforces the documented request quotas
 * @param traffic whether producers and consumers run
 */
@Validated
@ConfigurationProperties(prefix = "tidemark.sandbox", ignoreUnknownFields = false)
record SandboxProperties(@DefaultValue("127.0.0.1") String address,
        @DefaultValue("9180") @Min(0) @Max(65_535) int emulatorPort,
        @DefaultValue("19092") @Min(0) @Max(65_534) int kafkaPort, @DefaultValue("true") boolean quotas,
        @DefaultValue("true") boolean traffic) {
}
