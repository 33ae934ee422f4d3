package dev.tidemark.history.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class H2HistoryTest extends HistoryContract {
    @Override
    DataSource database() {
        return Databases.fresh();
    }
}
