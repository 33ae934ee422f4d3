package dev.tidemark;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings the database to the version of this program. A migration never changes once it is on main; V10 to V12 did, so their
 * earlier checksums are accepted, and V18 makes up the difference. Any other difference stops the start.
 */
@Component
class DatabaseMigration implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigration.class);
    private static final Map<String, Set<Integer>> EARLIER_CHECKSUMS = Map.of("10", Set.of(-366027900), "11",
            Set.of(1980834045), "12", Set.of(2058412064, 500997687));

    @Override
    public void migrate(Flyway flyway) {
        List<MigrationInfo> changed = Arrays.stream(flyway.info().applied())
                .filter(migration -> !migration.isChecksumMatching()).toList();
        if (!changed.isEmpty() && changed.stream().allMatch(DatabaseMigration::isEarlierWording)) {
            LOG.info(
                    "The database was made by an earlier wording of migrations {}; their checksums are brought up to date",
                    changed.stream().map(migration -> "V" + migration.getVersion()).toList());
            flyway.repair();
        }
        flyway.migrate();
    }

    private static boolean isEarlierWording(MigrationInfo migration) {
        return EARLIER_CHECKSUMS.getOrDefault(migration.getVersion().getVersion(), Set.of())
                .contains(migration.getChecksum());
    }
}
