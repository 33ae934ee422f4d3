package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The command an auditor runs: one line, and an exit status for scripts. */
class AuditVerificationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    @TempDir
    private Path data;

    @Test
    void saysThatAnUntouchedTrailIsWhole() {
        DriverManagerDataSource database = new DriverManagerDataSource(url());
        Flyway.configure().dataSource(database).load().migrate();

        assertThat(verify()).isZero();
        assertThat(said()).contains("INTACT: 0 entries");
    }

    @Test
    void saysWhereATrailIsBroken() {
        DriverManagerDataSource database = new DriverManagerDataSource(url());
        Flyway.configure().dataSource(database).load().migrate();
        JdbcClient.create(database).sql("update audit_head set seq = 3, hash = 'x'").update();

        assertThat(verify()).isEqualTo(1);
        assertThat(said()).contains("BROKEN: entry 1 is MISSING");
    }

    @Test
    void saysThatItCannotSayWhenThereIsNoTrail() {
        assertThat(verify()).isEqualTo(2);
        assertThat(said()).contains("CANNOT SAY", "spring.datasource.url");
    }

    private int verify() {
        return AuditVerification.run(new String[]{AuditVerification.COMMAND, "--spring.datasource.url=" + url()},
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String url() {
        return "jdbc:h2:file:" + data.resolve("trail")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    }
}
