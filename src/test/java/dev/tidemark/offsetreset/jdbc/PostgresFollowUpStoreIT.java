package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class PostgresFollowUpStoreIT extends FollowUpStoreContract {
    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
