package dev.tidemark.lag.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class PostgresLagStoresIT extends LagStoresContract {
    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
