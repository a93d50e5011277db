-- Rosters as people work with them: what was corrected stands beside what the file said, colleagues of one academy go on with each
-- other's imports, and whoever had it applied is who the nominations are made by.
-- Safe: adds columns with defaults and an index, replaces one policy by three with the same reach for reading and inserting.
-- Undo: restore roster_import_actor of 0110, drop the columns and the index.

alter table roster_import add column encoding text not null default 'utf-8', add column delimiter text not null default ',',
  add column applied_by uuid references person, add column applying_since timestamptz;
alter table roster_row add column fixes jsonb not null default '{}';
-- the next rows to apply, however many are done
create index roster_row_ready on roster_row (import_id, line) where state = 'ready';

drop policy roster_import_actor on roster_import;
create policy roster_import_seen on roster_import for select to breakwater_app
  using (case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[]) else country = any ((select app.actor_countries())::text[]) end);
create policy roster_import_made on roster_import for insert to breakwater_app
  with check (created_by = (select app.actor_person()) and case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[])
    else country = any ((select app.actor_countries())::text[]) end);
create policy roster_import_kept on roster_import for update to breakwater_app
  using (case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[]) else country = any ((select app.actor_countries())::text[]) end)
  with check (case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[]) else country = any ((select app.actor_countries())::text[]) end);

-- an open invitation is looked for by address for every nominee who is not known
create index invitation_open on invitation (email, organisation_id) where accepted_at is null;
