package dev.tidemark.ckafka.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which accounts and regions to watch, and how patiently. An unknown key is refused at start, so that a typo is a message
 * and not a setting without effect.
 *
 * @param accounts empty outside the sandbox means: one account from the environment, if it holds keys
 */
@Validated
@ConfigurationProperties(prefix = "tidemark.ckafka", ignoreUnknownFields = false)
public record CkafkaProperties(@DefaultValue List<@Valid Account> accounts, @DefaultValue @Valid Timeouts timeouts,
        @DefaultValue @Valid Budget budget) {

    /**
     * One Tencent Cloud account.
     *
     * @param regions for example {@code ap-guangzhou}
     * @param api which of the vendor's two APIs this account is reached by
     * @param site which of the vendor's two sites the keys belong to; decides the endpoint unless one is named
     * @param endpoint a host, with port and scheme if need be; {@code {region}} in it becomes the region's name
     * @param instances patterns of instance ids to show, {@code *} standing for any text
     */
    public record Account(@NotBlank String name, @NotEmpty List<@NotBlank String> regions,
            @DefaultValue("v3") Api api, @DefaultValue("domestic") Site site, @Nullable String endpoint,
            @DefaultValue("*") List<String> instances,
            @DefaultValue @Valid CredentialSettings credentials) {

        // The international site has documented no other for it.
        private static final String LEGACY_ENDPOINT = "ckafka.api.qcloud.com";

        /** The host to call in a region, with its port if one was named. */
        public String hostIn(String region) {
            String usual = api == Api.V2 ? LEGACY_ENDPOINT : site.endpoint();
            String named = endpoint == null ? usual : endpoint;
            return named.replaceFirst("^https?://", "").replaceFirst("/$", "").replace("{region}", region);
        }

        /** As the SDK writes it. Plain HTTP only where the endpoint says so: the sandbox, or a private cloud. */
        public String protocol() {
            return endpoint != null && endpoint.startsWith("http://") ? "http://" : "https://";
        }
    }

    /** The two generations of the vendor's API. */
    public enum Api {
        /** The legacy API at {@code /v2/index.php}, of private clouds and old installations. */
        V2,
        /** API 3.0, version 2019-08-19. */
        V3
    }

    /** The vendor keeps two sites apart: keys of one are unknown to the other. */
    public enum Site {
        DOMESTIC("ckafka.tencentcloudapi.com"), INTERNATIONAL("ckafka.intl.tencentcloudapi.com");

        private final String endpoint;

        Site(String endpoint) {
            this.endpoint = endpoint;
        }

        String endpoint() {
            return endpoint;
        }
    }

    /**
     * How long one call may take; the SDK's own defaults wait for ever.
     *
     * @param call from first byte sent to last byte read, repeats of a read included
     */
    public record Timeouts(@DefaultValue("3s") Duration connect, @DefaultValue("8s") Duration read,
            @DefaultValue("10s") Duration call) {
    }

    /**
     * How much of the documented request quotas to use.
     *
     * @param quotas requests per second by action, where the account has been given others than the documented ones
     * @param interactiveReserve the share that background work leaves alone, 0 to 1
     * @param maxWait how long a person's request waits for its turn before it is refused
     */
    public record Budget(@DefaultValue Map<String, Integer> quotas, @DefaultValue("0.3") double interactiveReserve,
            @DefaultValue("2s") Duration maxWait) {
    }
}
