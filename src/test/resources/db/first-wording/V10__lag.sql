-- Which replica may do what only one should do; the columns are ShedLock's.
create table lease (
    name       varchar(64) primary key,
    lock_until timestamp(3) with time zone not null,
    locked_at  timestamp(3) with time zone not null,
    locked_by  varchar(255) not null
);

-- The last picture of all groups, one row that is replaced.
create table lag_snapshot (
    only_row boolean primary key check (only_row),
    swept_at timestamp(6) with time zone not null,
    body     bytea not null
);

-- Trouble that somebody knows of, until a time.
create table acknowledgement (
    digest      varchar(64) primary key,
    instance_id varchar(64) not null,
    group_id    varchar(2000) not null,
    verdict     varchar(20) not null,
    by_whom     varchar(200) not null,
    reason      varchar(2000) not null,
    at          timestamp(6) with time zone not null,
    until       timestamp(6) with time zone not null
);
