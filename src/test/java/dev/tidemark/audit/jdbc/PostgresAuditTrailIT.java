package dev.tidemark.audit.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class PostgresAuditTrailIT extends AuditTrailContract {
    @Override
    DataSource database() {
        return Databases.postgres();
    }
}
