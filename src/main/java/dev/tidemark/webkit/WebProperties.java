package dev.tidemark.webkit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the pages present themselves.
 *
 * @param sandbox whether every page says that this is the sandbox, and the sign-in page names its people
 */
@ConfigurationProperties(prefix = "tidemark.web", ignoreUnknownFields = false)
record WebProperties(@DefaultValue("false") boolean sandbox) {
}
