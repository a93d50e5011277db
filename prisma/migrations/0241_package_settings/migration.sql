-- Settings for odd packages, for the whole platform, one package, or one registration: each entry says who set it, when and why, and
-- the latest of the most specific level counts; a null value gives the setting back to the level above. Beside them: completion by an
-- instructor where a package cannot report, and what staff saw when they tried a package before learners get it.
-- Entries are appended, never changed. Safe: creates only. Undo: drop the four tables.

-- what a package or the platform does, without persons but whoever set it; players of every learner read it
create table package_setting (
  id uuid primary key,
  package_id uuid references package,
  key text not null,
  value jsonb,
  reason text not null check (length(reason) between 1 and 1000),
  set_by uuid not null references person,
  set_at timestamptz not null default clock_timestamp()
);
create index on package_setting (package_id, key, set_at desc);

-- one learner's exception
create table registration_setting (
  id uuid primary key,
  registration_id uuid not null references registration,
  person_id uuid not null references person,
  country text not null references country,
  branch text not null,
  key text not null,
  value jsonb,
  reason text not null check (length(reason) between 1 and 1000),
  set_by uuid not null references person,
  set_at timestamptz not null default clock_timestamp()
);
create index on registration_setting (registration_id, key, set_at desc);
create index on registration_setting (country, branch);

create table instructor_completion (
  id uuid primary key,
  enrolment_id uuid not null references enrolment,
  module_id uuid not null references module,
  person_id uuid not null references person,
  country text not null references country,
  branch text not null,
  reason text not null check (length(reason) between 1 and 1000),
  completed_by uuid not null references person,
  completed_at timestamptz not null default clock_timestamp(),
  unique (enrolment_id, module_id)
);
create index on instructor_completion (country, branch);
create index on instructor_completion (person_id);

create table package_trial (
  registration_id uuid primary key references registration,
  package_version_id uuid not null references package_version,
  tried_by uuid not null references person,
  begun_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz
);
create index on package_trial (package_version_id);

do $$
declare t text;
begin
  foreach t in array array['package_setting', 'registration_setting', 'instructor_completion', 'package_trial'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert on %I to breakwater_app', t);
  end loop;
  foreach t in array array['package_setting', 'registration_setting', 'instructor_completion'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function app.refuse_change()', t || '_kept', t);
  end loop;
  -- the learner reads what was decided for them; staff to whom their progress is disclosed read and decide, never for themselves
  foreach t in array array['registration_setting', 'instructor_completion'] loop
    execute format($p$create policy %I on %I for select to breakwater_app
      using (person_id = (select app.actor_person())
        or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
        or exists (select 1 from disclosure d where d.person_id = %I.person_id and 'progress' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))$p$, t || '_seen', t, t);
    execute format($p$create policy %I on %I for insert to breakwater_app
      with check (person_id <> (select app.actor_person())
        and exists (select 1 from disclosure d where d.person_id = %I.person_id and 'progress' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))$p$, t || '_made', t, t);
  end loop;
end $$;

create policy package_setting_seen on package_setting for select to breakwater_app using ((select app.actor_person()) is not null);
create policy package_setting_made on package_setting for insert to breakwater_app with check (set_by = (select app.actor_person())
  and case when package_id is null then (select app.actor_has('regional_admin')) or (select app.actor_has('system_admin'))
    else exists (select 1 from package p where p.id = package_id and app.owns_package(p.organisation_id)) end);

create policy package_trial_seen on package_trial for select to breakwater_app using ((select app.actor_person()) is not null);
create policy package_trial_made on package_trial for insert to breakwater_app with check (tried_by = (select app.actor_person()));
create policy package_trial_ended on package_trial for update to breakwater_app
  using (tried_by = (select app.actor_person())) with check (tried_by = (select app.actor_person()));
grant update (completed_at) on package_trial to breakwater_app;
