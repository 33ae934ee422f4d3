package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class PostgresResetStoreIT extends ResetStoreContract {
    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
