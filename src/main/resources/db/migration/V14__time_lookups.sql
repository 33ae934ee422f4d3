-- A preview whose offsets CKafka is still being asked for: when the process that asks last said so, on the database's clock,
-- and whether it is to stop. Both are null and false for a plan that is complete; such a plan never changes.
alter table reset_plan add column lookup_at timestamp(6) with time zone;
alter table reset_plan add column lookup_cancelled boolean default false not null;
