package brokenhouse.webkit;

import javax.sql.DataSource;
import org.springframework.security.core.Authentication;

/** Knows Spring Security and a database. */
public record Advice(Authentication who, DataSource database) {
}
