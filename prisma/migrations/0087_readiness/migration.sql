-- Which migrations this database has, for /readyz: a web process started before its migrations must not be given traffic.
-- Safe: creates only. Undo: drop the function.
grant select on _prisma_migrations to breakwater_definer;
create function app.applied_migrations() returns setof text
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select m.migration_name::text from _prisma_migrations m where m.finished_at is not null and m.rolled_back_at is null
$$;
alter function app.applied_migrations() owner to breakwater_definer;
revoke all on function app.applied_migrations() from public;
grant execute on function app.applied_migrations() to breakwater_app;
