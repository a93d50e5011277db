-- Reference data (countries, populations, professions, organisations, committees), people and what they may do.
-- Isolation: a row about a person is visible to that person, to their country's accounts of the same branch, and by disclosure.
-- Safe: creates only. Undo: drop the tables in reverse order.

create table country (
  iso2 text primary key check (iso2 ~ '^[A-Z]{2}$'),
  name text not null,
  caricom_status text not null,
  languages text[] not null,
  zone text not null,
  hub_served boolean not null default false
);
create table population (key text primary key, name text not null, definition text not null);
create table profession (
  key text primary key, name text not null,
  population_key text references population,
  branch text not null check (branch in ('judicial', 'general', 'protected'))
);
create table organisation (
  id uuid primary key, key text not null unique, name text not null, kind text not null,
  country text references country, branch text not null check (branch in ('judicial', 'general', 'protected')), mandate text
);
create table committee (key text primary key, name text not null, chair text not null, remit text not null);
do $$
declare t text;
begin
  foreach t in array array['country', 'population', 'profession', 'organisation', 'committee'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to breakwater_app, breakwater_definer using (true)', t || '_public', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select on %I to breakwater_app, breakwater_definer', t);
  end loop;
end $$;

create table person (
  id uuid primary key,
  full_name text not null check (length(full_name) between 1 and 200),
  sort_name text not null check (length(sort_name) between 1 and 200),
  email text not null check (email = lower(email) and length(email) <= 254),
  locale text not null default 'en',
  country text not null references country,
  branch text not null check (branch in ('judicial', 'general', 'protected')),
  created_at timestamptz not null default clock_timestamp()
);
create unique index person_email on person (email);
create index on person (country, branch, sort_name);

create table disclosure (
  id uuid primary key,
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  cohort_id uuid,
  fields text[] not null check (fields <@ array['name', 'progress', 'scores', 'award', 'practical']),
  until_on date not null,
  reason text not null,
  recorded_by uuid,
  recorded_at timestamptz not null default clock_timestamp()
);
create index on disclosure (person_id, organisation_id, until_on);
create index on disclosure (organisation_id, until_on);

create table posting (
  id uuid primary key,
  person_id uuid not null references person,
  country text not null references country,
  branch text not null check (branch in ('judicial', 'general', 'protected')),
  profession_key text not null references profession,
  organisation_id uuid not null references organisation,
  starts_on date not null,
  ends_on date check (ends_on >= starts_on)
);
create index on posting (country, branch);
create index on posting (person_id);

create table role_grant (
  id uuid primary key,
  person_id uuid not null references person,
  role text not null check (role in ('instructor', 'academy_manager', 'ncpoc', 'national_editor', 'assessor', 'rcc_member',
    'rcc_chair', 'rifc_officer', 'steering_member', 'auditor', 'regional_admin', 'system_admin')),
  country text references country,
  organisation_id uuid references organisation,
  granted_by uuid,
  granted_at timestamptz not null default clock_timestamp(),
  check (case when role in ('instructor', 'academy_manager') then organisation_id is not null and country is null
              when role = 'assessor' then organisation_id is not null and country is null
              when role in ('ncpoc', 'national_editor') then country is not null and organisation_id is null
              when role = 'auditor' then organisation_id is null
              else country is null and organisation_id is null end)
);
create index on role_grant (person_id);
create table role_grant_end (
  grant_id uuid primary key references role_grant,
  ended_by uuid, ended_at timestamptz not null default clock_timestamp(), reason text not null
);

create table invitation (
  id uuid primary key,
  email text not null check (email = lower(email)),
  full_name text not null,
  country text not null references country,
  branch text not null check (branch in ('judicial', 'general', 'protected')),
  profession_key text not null references profession,
  organisation_id uuid not null references organisation,
  code_hash text not null unique,
  invited_by uuid not null references person,
  invited_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  accepted_at timestamptz
);
create index on invitation (country, branch);

-- What a signed-in person is, from rows alone. The answer is also what the domain's policies decide with.
create function app.begin_actor(acting uuid) returns jsonb language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare
  grants jsonb; actor_countries text[]; actor_organisations uuid[]; actor_branches text[]; roles text[]; regional boolean;
begin
  perform 1 from person where id = acting;
  if not found then raise exception 'unknown person' using errcode = 'BW002'; end if;
  select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'country', g.country, 'organisationId', g.organisation_id) order by g.granted_at), '[]'),
         coalesce(array_agg(distinct g.country) filter (where g.country is not null), '{}'),
         coalesce(array_agg(distinct g.organisation_id) filter (where g.organisation_id is not null), '{}'),
         case when bool_or(g.role = 'ncpoc') then array['general'] else '{}'::text[] end,
         coalesce(array_agg(distinct case when g.role = 'auditor' and g.country is not null then 'auditor:country' else g.role end), '{}'),
         coalesce(bool_or(g.role in ('rifc_officer', 'rcc_chair', 'regional_admin')), false)
    into grants, actor_countries, actor_organisations, actor_branches, roles, regional
    from role_grant g where g.person_id = acting and not exists (select 1 from role_grant_end e where e.grant_id = g.id);
  perform set_config('app.person', acting::text, true);
  perform set_config('app.countries', actor_countries::text, true);
  perform set_config('app.branches', actor_branches::text, true);
  perform set_config('app.organisations', actor_organisations::text, true);
  perform set_config('app.roles', roles::text, true);
  perform set_config('app.regional', case when regional then 'on' else 'off' end, true);
  return jsonb_build_object('personId', acting, 'grants', grants, 'countries', actor_countries, 'branches', actor_branches,
    'organisations', actor_organisations, 'regional', regional);
end $$;
alter function app.begin_actor(uuid) owner to breakwater_definer;
revoke all on function app.begin_actor(uuid) from public;
grant execute on function app.begin_actor(uuid) to breakwater_app;

do $$
declare t text;
begin
  foreach t in array array['person', 'disclosure', 'posting', 'role_grant', 'role_grant_end', 'invitation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('grant select, insert, update on %I to breakwater_definer', t);
    execute format('grant select, insert on %I to breakwater_app', t);
  end loop;
end $$;
grant update on person, posting, invitation, disclosure to breakwater_app;

create policy person_actor on person to breakwater_app
  using (id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or (select app.actor_has('system_admin'))
    or exists (select 1 from disclosure d where d.person_id = person.id and 'name' = any (d.fields)
        and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))
  with check (id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or (select app.actor_has('system_admin')));
create policy posting_actor on posting to breakwater_app
  using (person_id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or (select app.actor_has('system_admin'))
    or exists (select 1 from disclosure d where d.person_id = posting.person_id and 'name' = any (d.fields)
        and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))
  with check ((country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or (select app.actor_has('system_admin')));
create policy role_grant_actor on role_grant to breakwater_app
  using (person_id = (select app.actor_person()) or (select app.actor_has('system_admin'))
    or country = any ((select app.actor_countries())::text[]) or organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check ((select app.actor_has('system_admin')));
create policy role_grant_end_actor on role_grant_end to breakwater_app
  using (exists (select 1 from role_grant g where g.id = grant_id)) with check ((select app.actor_has('system_admin')));
create policy disclosure_actor on disclosure to breakwater_app
  using (person_id = (select app.actor_person()) or organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (person_id = (select app.actor_person()));
create policy invitation_actor on invitation to breakwater_app
  using ((country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or organisation_id = any ((select app.actor_organisations())::uuid[]) or (select app.actor_has('system_admin')))
  with check ((country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or organisation_id = any ((select app.actor_organisations())::uuid[]) or (select app.actor_has('system_admin')));
-- Creating a person and disclosing them to an academy go through begin-with-rows functions of their own areas.
