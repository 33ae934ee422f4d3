-- Consumer groups that are gone although they had committed offsets, until some days later. Topics are one a line; offsets
-- are the lines topic,partition,offset of the file that restores them.
create table lost_group (
    digest        varchar(64) primary key,
    instance_id   varchar(64) not null,
    group_id      text not null,
    instance_name text not null,
    weight        integer not null,
    lag           bigint not null,
    seen_at       timestamp(6) with time zone not null,
    gone_since    timestamp(6) with time zone not null,
    confirmed     boolean not null,
    topics        text not null,
    offsets       text not null
);
