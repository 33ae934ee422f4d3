package dev.tidemark.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases of a test's own, with the schema in them. */
public final class Databases {
    private Databases() {
    }

    /** A new database on a real PostgreSQL, one server for all tests of a process; behind a pool, as in production. */
    public static DataSource postgres() {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(Server.POSTGRES.getJdbcUrl("postgres", Server.create(Migrated.TEMPLATE)));
        // A pool that its test has left gives its connections back.
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(10_000);
        return new HikariDataSource(pool);
    }

    /** A new database on that server, without the schema. */
    public static DataSource emptyPostgres() {
        return Server.POSTGRES.getDatabase("postgres", Server.create("template1"));
    }

    /** The address of a new empty database on that server, for processes of their own. */
    public static String postgresUrl() {
        return Server.POSTGRES.getJdbcUrl("postgres", Server.create("template1"));
    }

    /** The schema, made once and copied for each test. */
    private static final class Migrated {
        private static final String TEMPLATE = make();

        private static String make() {
            String name = Server.create("template1");
            Flyway.configure().dataSource(Server.POSTGRES.getDatabase("postgres", name)).load().migrate();
            return name;
        }
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();
        private static final AtomicInteger NUMBER = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                // A test's data need not survive a crash of the machine.
                return EmbeddedPostgres.builder().setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off").setServerConfig("full_page_writes", "off")
                        .setServerConfig("max_connections", "500").start();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static String create(String template) {
            String name = "tidemark" + NUMBER.incrementAndGet();
            JdbcClient.create(POSTGRES.getPostgresDatabase())
                    .sql("create database " + name + " template " + template + " strategy file_copy").update();
            return name;
        }
    }

    /** In memory, as the sandbox has it. */
    public static DataSource fresh() {
        DataSource database = empty();
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /** In memory, without the schema. */
    public static DataSource empty() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
    }
}
