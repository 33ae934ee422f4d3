-- What became of a group after a reset moved its offsets. The partitions are apart from the body: lists do without them.
create table reset_follow_up (
    reset_id   bigint primary key references reset_request (id),
    state      varchar(20) not null,
    open       boolean not null,
    since      timestamp(6) with time zone not null,
    version    integer not null,
    body       text not null,
    partitions text not null
);

create index reset_follow_up_open on reset_follow_up (open, since);
