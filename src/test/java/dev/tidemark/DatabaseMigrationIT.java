package dev.tidemark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testing.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A migration never changes once it is on main, and a database of every earlier commit can be upgraded. */
class DatabaseMigrationIT {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Path EARLIER = Path.of("src/test/resources/db");

    @TempDir
    Path folder;

    /** Add a line for a new migration; a line that changes means that databases out there are refused. */
    @Test
    void migrationsAreAsTheyWereWhenTheyLanded() throws IOException {
        List<String> now = Arrays.stream(flyway(Databases.fresh(), MIGRATIONS).info().applied())
                .map(migration -> "V" + migration.getVersion() + " " + migration.getChecksum()).toList();

        assertThat(now).isEqualTo(Files.readAllLines(EARLIER.resolve("checksums.txt")));
    }

    @ParameterizedTest
    @CsvSource({"h2, first-wording", "h2, second-wording", "postgres, first-wording", "postgres, second-wording"})
    void aDatabaseOfAnEarlierWordingIsUpgradedWithWhatIsInIt(String kind, String wording) throws IOException {
        DataSource database = kind.equals("h2") ? Databases.empty() : Databases.emptyPostgres();
        flyway(database, earlier(wording)).migrate();
        JdbcClient sql = JdbcClient.create(database);
        sql.sql("insert into acknowledgement (digest, instance_id, group_id, verdict, by_whom, reason, at, until) values "
                + "('d', 'ckafka-a', 'orders', 'STOP', 'mei', 'known', now(), now())").update();

        new DatabaseMigration().migrate(flyway(database, MIGRATIONS));

        assertThat(flyway(database, MIGRATIONS).validateWithResult().validationSuccessful).isTrue();
        String longName = "n".repeat(5_000);
        assertThat(
                sql.sql("update acknowledgement set group_id = ? where group_id = 'orders'").param(longName).update())
                .isEqualTo(1);
    }

    @Test
    void aMigrationThatIsChangedInAnyOtherWayStopsTheStart() throws IOException {
        DataSource database = Databases.empty();
        Path other = earlier("second-wording");
        Path changed = other.resolve("V2__resets.sql");
        Files.writeString(changed, Files.readString(changed) + "\ncreate table unexpected (id bigint);\n");
        flyway(database, other).migrate();

        assertThatThrownBy(() -> new DatabaseMigration().migrate(flyway(database, MIGRATIONS)))
                .isInstanceOf(FlywayValidateException.class).hasMessageContaining("version 2");
    }

    /** The migrations up to V12 as a commit before had them. */
    private Path earlier(String wording) throws IOException {
        Path migrations = Files.createDirectory(folder.resolve(wording));
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("V(\\d|1[012])__.*"))
                    .toList()) {
                Files.copy(file, migrations.resolve(file.getFileName()));
            }
        }
        try (Stream<Path> files = Files.list(EARLIER.resolve(wording))) {
            for (Path file : files.toList()) {
                Files.copy(file, migrations.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return migrations;
    }

    private static Flyway flyway(DataSource database, Path migrations) {
        return Flyway.configure().dataSource(database).locations("filesystem:" + migrations).load();
    }
}
