-- What was done, by whom. Rows are only ever inserted; each carries the hash of the one before it.
create table audit_entry (
    seq         bigint primary key,
    at          timestamp(6) with time zone not null,
    actor       varchar(200) not null,
    action      varchar(40) not null,
    phase       varchar(20) not null,
    instance_id varchar(64) not null,
    group_id    varchar(2000) not null,
    reset_id    bigint,
    detail      text not null,
    hash        varchar(64) not null
);

create index audit_entry_at on audit_entry (at);

-- The end of the chain. Locked by whoever appends, so that entries follow each other without a gap, and so that a missing
-- last entry shows.
create table audit_head (
    id   integer primary key,
    seq  bigint not null,
    hash varchar(64) not null
);

insert into audit_head (id, seq, hash) values (1, 0, '');
