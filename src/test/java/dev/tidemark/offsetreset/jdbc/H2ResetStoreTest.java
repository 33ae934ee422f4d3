package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class H2ResetStoreTest extends ResetStoreContract {
    @Override
    DataSource database() {
        return Databases.fresh();
    }
}
