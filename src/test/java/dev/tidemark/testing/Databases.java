package dev.tidemark.testing;

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

    /** A new database on a real PostgreSQL, one server for all tests. */
    public static DataSource postgres() {
        DataSource database = emptyPostgres();
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /** A new database on that server, without the schema. */
    public static DataSource emptyPostgres() {
        return Server.POSTGRES.getDatabase("postgres", Server.create());
    }

    /** The address of a new empty database on that server, for processes of their own. */
    public static String postgresUrl() {
        return Server.POSTGRES.getJdbcUrl("postgres", Server.create());
    }

    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();
        private static final AtomicInteger NUMBER = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static String create() {
            String name = "tidemark" + NUMBER.incrementAndGet();
            JdbcClient.create(POSTGRES.getPostgresDatabase()).sql("create database " + name).update();
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
