package dev.tidemark.lag.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class H2LagStoresTest extends LagStoresContract {
    @Override
    DataSource database() {
        return Databases.fresh();
    }
}
