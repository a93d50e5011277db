-- A module gets a new version of its package: what the academy decided for learners in flight, and what was done with each of them.
-- Moving or restarting ends a registration and begins another (content of another version is never served under the old addresses, which
-- browsers keep), so both stay in the record and a change can be taken back while nothing was saved since.
-- Counts per country leave the database without persons; the page withholds small ones. Safe: creates only. Undo: drop tables and functions.

create table package_change (
  id uuid primary key, module_id uuid not null references module, package_id uuid not null references package,
  from_version_id uuid not null references package_version, to_version_id uuid not null references package_version,
  organisation_id uuid not null references organisation, choice text not null check (choice in ('finish', 'move', 'restart')),
  reason text not null check (length(reason) between 1 and 2000), decided_by uuid not null references person,
  decided_at timestamptz not null default clock_timestamp(), undone_by uuid references person, undone_at timestamptz
);
create index on package_change (module_id, decided_at desc);
create index on package_change (package_id, decided_at desc);
alter table package_change enable row level security;
alter table package_change force row level security;
create policy package_change_definer on package_change to breakwater_definer using (true);
-- a decision about teaching material, no person's; jobs of every country read it
create policy package_change_read on package_change for select to breakwater_app using (true);
create policy package_change_decide on package_change for insert to breakwater_app
  with check (decided_by = (select app.actor_person()) and app.owns_package(organisation_id));
create policy package_change_undo on package_change for update to breakwater_app
  using (app.owns_package(organisation_id)) with check (undone_by = (select app.actor_person()));
grant select, insert on package_change to breakwater_app;
grant update (undone_by, undone_at) on package_change to breakwater_app;
grant select on package_change to breakwater_definer;

create table package_change_step (
  change_id uuid not null references package_change, registration_id uuid not null references registration,
  new_registration_id uuid not null references registration, person_id uuid not null references person,
  country text not null references country, branch text not null, carried int not null, dropped int not null,
  done_at timestamptz not null default clock_timestamp(), undone_at timestamptz, primary key (change_id, registration_id)
);
create index on package_change_step (country, branch);
alter table package_change_step enable row level security;
alter table package_change_step force row level security;
create policy package_change_step_definer on package_change_step to breakwater_definer using (true);
create policy package_change_step_read on package_change_step for select to breakwater_app
  using (person_id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or exists (select 1 from disclosure d where d.person_id = package_change_step.person_id and 'progress' = any (d.fields)
      and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date));
create policy package_change_step_take on package_change_step for insert to breakwater_app
  with check (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]));
create policy package_change_step_undo on package_change_step for update to breakwater_app
  using (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
  with check (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]));
grant select, insert on package_change_step to breakwater_app;
grant update (undone_at) on package_change_step to breakwater_app;
grant select on package_change_step to breakwater_definer;
-- jobs of a country open the attempt that goes on in the new version
create policy attempt_opening_job on attempt_opening for insert to breakwater_app
  with check (cause in ('moved', 'restarted') and country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]));
grant insert on attempt_opening to breakwater_app;

set local role breakwater_definer;
-- Whoever has opened a module, not on this version: by country, in flight or done. For those who decide what fills modules.
create function app.version_consequences(of_module uuid, to_version uuid) returns table (country text, in_flight int, done int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select c.name, (count(*) filter (where k.id is null))::int, (count(*) filter (where k.id is not null))::int
  from registration r join country c on c.iso2 = r.country left join module_completion k on k.enrolment_id = r.enrolment_id and k.module_id = r.module_id
  where r.module_id = of_module and r.package_version_id <> to_version and r.ended_at is null
    and (app.actor_has('academy_manager') or app.actor_has('regional_admin')) group by 1 order by 1
$$;
-- How many in flight have saved work in these activities.
create function app.saved_in_activities(of_module uuid, to_version uuid, activities text[]) returns table (activity text, people int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select i.key, count(distinct r.person_id)::int
  from registration r join attempt a on a.registration_id = r.id cross join lateral jsonb_object_keys(a.state -> 'items') i (key)
  where r.module_id = of_module and r.package_version_id <> to_version and r.ended_at is null and i.key = any (activities)
    and (app.actor_has('academy_manager') or app.actor_has('regional_admin'))
    and not exists (select 1 from module_completion k where k.enrolment_id = r.enrolment_id and k.module_id = r.module_id) group by 1
$$;
-- What became of a change so far, for its academy: sums without persons.
create function app.package_change_progress(of_package uuid) returns table (change_id uuid, moved int, undone int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select s.change_id, count(*)::int, (count(*) filter (where s.undone_at is not null))::int
  from package_change c join package_change_step s on s.change_id = c.id
  where c.package_id = of_package and app.owns_package(c.organisation_id) group by 1
$$;
-- Leaves word for every learner a change has something to do with: one change, or all that have learners left who were in the middle of it.
create function app.spread_package_changes(only_change uuid) returns int
language sql security definer set search_path = pg_catalog, public, app as $$
  with due as (
    select c.id, r.country, r.person_id from package_change c join registration r on r.module_id = c.module_id and r.package_version_id <> c.to_version_id
    where c.choice <> 'finish' and c.undone_at is null and r.ended_at is null and r.created_at < c.decided_at
      and (c.id = only_change or (only_change is null and c.decided_at > clock_timestamp() - interval '90 days'))
      and not exists (select 1 from package_change later where later.module_id = c.module_id and later.decided_at > c.decided_at)
      and not exists (select 1 from module_completion k where k.enrolment_id = r.enrolment_id and k.module_id = r.module_id)
    group by 1, 2, 3),
  word as (select app.enqueue(gen_random_uuid(), 'learning.package-changed', jsonb_build_object('changeId', due.id), due.country, due.person_id) from due)
  select count(*)::int from word
$$;
create function app.spread_package_undoing(of_change uuid) returns int
language sql security definer set search_path = pg_catalog, public, app as $$
  with word as (
    select app.enqueue(gen_random_uuid(), 'learning.package-change-undone', jsonb_build_object('changeId', of_change), s.country, s.person_id)
    from (select distinct country, person_id from package_change_step where change_id = of_change and undone_at is null) s)
  select count(*)::int from word
$$;
do $$
declare f text;
begin
  foreach f in array array['app.version_consequences(uuid,uuid)', 'app.saved_in_activities(uuid,uuid,text[])', 'app.package_change_progress(uuid)',
    'app.spread_package_changes(uuid)', 'app.spread_package_undoing(uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
set local role breakwater_owner;
