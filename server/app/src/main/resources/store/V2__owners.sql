-- Whose notebook it is: until now there was one learner, the host.
alter table notebook add column owner varchar(22) default 'host' not null;

-- The constraint has no name of its own.
execute immediate 'alter table notebook drop constraint ' || (
  select quote_ident(constraint_name)
    from information_schema.table_constraints
   where table_name = 'NOTEBOOK' and constraint_type = 'UNIQUE');

alter table notebook add constraint notebook_of_owner unique (owner, lesson);
