-- For databases whose V10 to V12 were made in an earlier wording; in all others these are as they should be already.
alter table acknowledgement alter column group_id set data type text;
alter table lag_series alter column group_id set data type text;
alter table trouble alter column instance_name set data type text;
alter table trouble alter column group_id set data type text;
create index if not exists delivery_order on delivery (receiver, subject, id);
