package dev.tidemark.alert.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class H2AlertStoreTest extends AlertStoreContract {
    @Override
    DataSource database() {
        return Databases.fresh();
    }
}
