package dev.tidemark.lag.jdbc;

import dev.tidemark.lag.SweepLease;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The lease as a lock of ShedLock's, held against the database's own clock: those of two replicas may differ. */
@Repository
class JdbcSweepLease implements SweepLease {
    private static final String NAME = "sweep";

    private final LockProvider locks;
    private final Clock clock;
    private Optional<SimpleLock> held = Optional.empty();

    JdbcSweepLease(JdbcTemplate jdbc, Clock clock) {
        this.locks = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc).withTableName("lease").usingDbTime()
                // Left to itself ShedLock writes the host's name, and two processes of one host are the same to it.
                .withLockedByValue(UUID.randomUUID().toString()).build());
        this.clock = clock;
    }

    @Override
    public synchronized boolean claim(Duration term) {
        held = held.flatMap(lock -> lock.extend(term, Duration.ZERO))
                .or(() -> locks.lock(new LockConfiguration(clock.instant(), NAME, term, Duration.ZERO)));
        return held.isPresent();
    }

    @Override
    public synchronized void release() {
        held.ifPresent(SimpleLock::unlock);
        held = Optional.empty();
    }
}
