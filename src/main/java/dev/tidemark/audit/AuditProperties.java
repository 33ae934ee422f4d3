package dev.tidemark.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit trail is protected.
 *
 * @param key a secret that goes into every hash, so that who can write to the database cannot forge the trail; empty for
 *            none. It must never change: entries written with another key read as changed.
 */
@ConfigurationProperties(prefix = "tidemark.audit", ignoreUnknownFields = false)
public record AuditProperties(@DefaultValue("") String key) {
    @Override
    public String toString() {
        return "AuditProperties[key=" + (key.isEmpty() ? "" : "***") + "]";
    }
}
