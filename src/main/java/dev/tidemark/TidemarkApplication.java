package dev.tidemark;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Tidemark. Everything else is found by scanning the features below this package. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TidemarkApplication {
    public static void main(String[] args) {
        if (List.of(args).contains(AuditVerification.COMMAND)) {
            System.exit(AuditVerification.run(args, System.out));
        }
        SpringApplication.run(TidemarkApplication.class, args);
    }
}
