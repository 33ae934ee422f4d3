package dev.tidemark.offsetreset.jdbc;

import dev.tidemark.offsetreset.ResetPlans;
import dev.tidemark.offsetreset.plan.ResetPlan;
import dev.tidemark.offsetreset.plan.TimeLookup;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Previews as rows, each with its plan as one document. */
@Repository
class JdbcResetPlans implements ResetPlans {
    private final JdbcClient jdbc;

    JdbcResetPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void save(ResetPlan plan) {
        jdbc.sql("""
                insert into reset_plan (id, instance_id, group_id, created_by, created_at, expires_at, body, lookup_at)
                values (?, ?, ?, ?, ?, ?, ?, case when ? then current_timestamp end)""")
                .params(plan.id(), plan.instance().value(), plan.group().value(), plan.createdBy(),
                        utc(plan.createdAt()), utc(plan.expiresAt()), ResetJson.write(plan), !plan.isComplete())
                .update();
    }

    @Override
    public Optional<ResetPlan> find(String id) {
        return jdbc.sql("""
                select body, lookup_at < current_timestamp - interval '2' minute as silent from reset_plan
                where id = ?""").param(id)
                .query((row, _) -> {
                    ResetPlan plan = ResetJson.read(row.getString("body"), ResetPlan.class);
                    return row.getBoolean("silent") ? plan.interrupted() : plan;
                }).optional();
    }

    @Override
    public boolean update(ResetPlan plan) {
        // A lookup that has ended without a result no longer runs, but the row still tells that the plan is incomplete.
        return jdbc.sql("""
                update reset_plan set body = ?, expires_at = ?, lookup_at = case when ? then current_timestamp end
                where id = ? and lookup_at is not null and (not lookup_cancelled or ?)""")
                .params(ResetJson.write(plan), utc(plan.expiresAt()), !plan.isComplete(), plan.id(),
                        plan.lookup().filter(each -> each.state() == TimeLookup.State.CANCELLED).isPresent())
                .update() == 1;
    }

    @Override
    public void cancelLookup(String id) {
        jdbc.sql("update reset_plan set lookup_cancelled = true where id = ? and lookup_at is not null").param(id)
                .update();
    }

    @Override
    public void forget(Instant expiredBefore) {
        jdbc.sql("""
                delete from reset_plan where expires_at < ?
                and not exists (select 1 from reset_request where plan_id = reset_plan.id)""")
                .param(utc(expiredBefore)).update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
