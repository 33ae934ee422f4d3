package dev.tidemark.alert.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class PostgresAlertStoreIT extends AlertStoreContract {
    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
