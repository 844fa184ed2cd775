create table notebook (
  id      varchar(22)              not null primary key,
  lesson  varchar(200)             not null unique,
  created timestamp with time zone not null
);

create table event (
  notebook varchar(22)  not null references notebook,
  seq      bigint       not null,
  slot     varchar(200) not null,
  json     clob         not null,
  primary key (notebook, seq)
);

create index event_slot on event (notebook, slot, seq);
