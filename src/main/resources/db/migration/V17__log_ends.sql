-- Where the logs of all groups ended in the last samples, one row that is replaced: between which offsets a time lies.
create table log_ends (
    only_row boolean primary key check (only_row),
    body     bytea not null
);
