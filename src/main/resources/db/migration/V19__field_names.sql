-- Columns in the words of the program.
alter table lag_sample rename column lag_most to lag_max;
alter table lag_mark rename column was to old_value;
alter table lag_mark rename column is_now to new_value;
alter table acknowledgement rename column by_whom to acknowledged_by;
alter table reset_write rename column told to partition_results;
alter table reset_request rename column people to participants;
