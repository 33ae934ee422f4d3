package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class H2FollowUpStoreTest extends FollowUpStoreContract {
    @Override
    DataSource database() {
        return Databases.fresh();
    }
}
