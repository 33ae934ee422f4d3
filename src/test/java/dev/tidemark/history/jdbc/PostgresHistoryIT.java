package dev.tidemark.history.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class PostgresHistoryIT extends HistoryContract {
    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
