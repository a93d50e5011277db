-- What a list said about people is not kept for good: some time after an import was last worked on, its rows are emptied of everything that
-- was typed or found about anybody. What became of each row, and the nomination it led to, stays. How long is said by whoever calls.
-- Safe: adds two columns and a function; imports of before count as worked on when they were finished or uploaded. Undo: drop them; what was emptied is gone.
alter table roster_import add column touched_at timestamptz not null default clock_timestamp(), add column emptied_at timestamptz;
alter table roster_import disable row level security;
update roster_import set touched_at = greatest(created_at, coalesce(finished_at, applying_since, created_at));
alter table roster_import enable row level security;
create index on roster_import (touched_at) where emptied_at is null;

set local role breakwater_definer;
-- Empties the oldest import that nobody has worked on since a moment; its id, or null when there is none.
create function app.empty_old_import(untouched_since timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare old roster_import;
begin
  select * into old from roster_import i where i.emptied_at is null and i.touched_at < untouched_since order by i.touched_at limit 1 for update skip locked;
  if not found then return null; end if;
  update roster_row set raw = '[]', fixes = '{}', nominee = null, possible_duplicates = '[]' where import_id = old.id;
  update roster_import set emptied_at = clock_timestamp() where id = old.id;
  perform app.record_audit(gen_random_uuid(), 'roster.emptied', 'roster_import', old.id::text,
    coalesce(old.country, (select o.country from organisation o where o.id = old.organisation_id)), jsonb_build_object('cohortId', old.cohort_id));
  return old.id;
end $$;
revoke all on function app.empty_old_import(timestamptz) from public;
grant execute on function app.empty_old_import(timestamptz) to breakwater_app;
set local role breakwater_owner;
