-- Curricula: published versions are immutable reference data everybody may read; overlays are a country's filling of the slots.
-- Written by the owner when content/ is loaded, except which package fills a module, which an academy decides. Undo: drop the tables.

create table curriculum (key text primary key, title text not null, audience text not null);
create table curriculum_version (
  id uuid primary key, curriculum_key text not null references curriculum, version text not null, title text not null,
  summary text not null, status text not null check (status in ('published', 'retired')),
  core_minutes int not null, overlay_minutes int not null, self_enrolment boolean not null,
  pass_percent int not null check (pass_percent between 1 and 100), validity_months int not null check (validity_months > 0),
  document_hash text not null, published_at timestamptz not null default clock_timestamp(), unique (curriculum_key, version)
);
create table objective (
  id uuid primary key, curriculum_version_id uuid not null references curriculum_version, key text not null, text text not null,
  competencies text[] not null, unique (curriculum_version_id, key)
);
create table slot (
  id uuid primary key, curriculum_version_id uuid not null references curriculum_version, key text not null, title text not null,
  mandatory boolean not null, unique (curriculum_version_id, key)
);
create table overlay (
  id uuid primary key, curriculum_key text not null references curriculum, country text not null references country,
  version text not null, law_as_at date not null, reviewed_on date, status text not null check (status in ('published', 'retired')),
  document_hash text not null, unique (curriculum_key, country, version)
);
create table overlay_slot (overlay_id uuid not null references overlay, slot_key text not null, body_markdown text not null, primary key (overlay_id, slot_key));
create table module (
  id uuid primary key, curriculum_version_id uuid not null references curriculum_version, overlay_id uuid references overlay,
  key text not null, title text not null, kind text not null check (kind in ('self_paced', 'exam', 'practical', 'workshop')),
  position int not null, minutes int not null, required boolean not null, tags text[] not null default '{}', document jsonb not null,
  unique (curriculum_version_id, key)
);
create index on module (overlay_id);
create table module_variant (
  id uuid primary key, module_id uuid not null references module, locale text not null, package_version_id uuid references package_version,
  assigned_by uuid references person, assigned_at timestamptz not null default clock_timestamp(), unique (module_id, locale)
);
do $$
declare t text;
begin
  foreach t in array array['curriculum', 'curriculum_version', 'objective', 'slot', 'overlay', 'overlay_slot', 'module', 'module_variant'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to breakwater_app, breakwater_definer using (true)', t || '_public', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select on %I to breakwater_app, breakwater_definer', t);
  end loop;
end $$;
-- Staff of an academy or the region fill a module with a package; the command decides which module and audits it.
create policy module_variant_staff on module_variant for insert to breakwater_app
  with check (assigned_by = (select app.actor_person()) and ((select app.actor_has('academy_manager')) or (select app.actor_has('regional_admin'))));
create policy module_variant_restaff on module_variant for update to breakwater_app
  using ((select app.actor_has('academy_manager')) or (select app.actor_has('regional_admin'))) with check (assigned_by = (select app.actor_person()));
grant insert, update on module_variant to breakwater_app;
