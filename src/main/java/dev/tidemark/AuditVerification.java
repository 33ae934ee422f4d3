package dev.tidemark;

import dev.tidemark.audit.AuditProperties;
import dev.tidemark.audit.AuditTrail;
import java.io.PrintStream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The command {@code java -jar tidemark.jar verify-audit}: reads the audit trail of the configured database and says in
 * one line whether it is whole. Starts neither the web server nor anything that asks the cloud.
 */
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@EnableConfigurationProperties(AuditProperties.class)
@ComponentScan("dev.tidemark.audit.jdbc")
class AuditVerification {
    static final String COMMAND = "verify-audit";
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int CANNOT_SAY = 2;

    /** The exit status: 0 when the chain is whole, 1 when it is broken, 2 when the trail cannot be read. */
    static int run(String[] args, PrintStream out) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AuditVerification.class)
                .web(WebApplicationType.NONE).logStartupInfo(false).run(args)) {
            AuditTrail.Verification found = context.getBean(AuditTrail.class).verify();
            out.println(found.broken()
                    .map(broken -> "BROKEN: entry " + broken.seq() + " is " + broken.how() + " (" + found.entries()
                            + " entries before it are intact)")
                    .orElse("INTACT: " + found.entries() + " entries, none changed, none missing"));
            return found.broken().isEmpty() ? WHOLE : BROKEN;
        } catch (RuntimeException failure) {
            out.println("CANNOT SAY: the audit trail at spring.datasource.url could not be read: "
                    + failure.getMessage());
            return CANNOT_SAY;
        }
    }
}
