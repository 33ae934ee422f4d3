-- The task (CKafka's FlowId) that a write became, stored as soon as CKafka accepted it; null for a write done at once.
alter table reset_write add column flow_id bigint;
