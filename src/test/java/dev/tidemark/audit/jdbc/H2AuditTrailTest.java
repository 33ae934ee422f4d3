package dev.tidemark.audit.jdbc;

import dev.tidemark.testing.Databases;
import javax.sql.DataSource;

class H2AuditTrailTest extends AuditTrailContract {
    @Override
    DataSource database() {
        return Databases.fresh();
    }
}
