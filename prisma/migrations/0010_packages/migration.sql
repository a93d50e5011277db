-- Packages: who owns them, their immutable versions and the content-addressed files of each. No personal data but the importer's id.
-- A version and its files appear in one transaction, so a half-imported package is never visible. Undo: drop the three tables.

create table package (
  id uuid primary key,
  title text not null check (length(title) between 1 and 300),
  organisation_id uuid not null references organisation,
  created_by uuid,
  created_at timestamptz not null default clock_timestamp()
);
create index on package (organisation_id);
create table package_version (
  id uuid primary key,
  package_id uuid not null references package,
  number int not null check (number > 0),
  standard text not null check (standard in ('1.2', '2004')),
  edition text not null,
  content_hash text not null,
  tree jsonb not null,
  warnings jsonb not null default '[]',
  file_count int not null,
  bytes bigint not null,
  imported_by uuid,
  imported_at timestamptz not null default clock_timestamp(),
  unique (package_id, number)
);
create index on package_version (content_hash);
create table package_file (
  package_version_id uuid not null references package_version,
  path text not null,
  sha256 text not null,
  size bigint not null,
  media_type text not null,
  primary key (package_version_id, path)
);

do $$
declare t text;
begin
  foreach t in array array['package', 'package_version', 'package_file'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true)', t || '_definer', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select on %I to breakwater_definer', t);
    execute format('grant select, insert on %I to breakwater_app', t);
  end loop;
end $$;

-- Packages are shared teaching material: any signed-in person reads, the owning academy and the region write.
create function app.owns_package(organisation uuid) returns boolean language sql stable as $$
  select organisation = any (app.actor_organisations()) or app.actor_has('regional_admin') or app.actor_has('system_admin')
$$;
create policy package_read on package for select to breakwater_app using ((select app.actor_person()) is not null);
create policy package_write on package for insert to breakwater_app with check (app.owns_package(organisation_id));
create policy package_version_read on package_version for select to breakwater_app using ((select app.actor_person()) is not null);
create policy package_version_write on package_version for insert to breakwater_app
  with check (exists (select 1 from package p where p.id = package_id and app.owns_package(p.organisation_id)));
create policy package_file_read on package_file for select to breakwater_app using ((select app.actor_person()) is not null);
create policy package_file_write on package_file for insert to breakwater_app
  with check (exists (select 1 from package_version v join package p on p.id = v.package_id
    where v.id = package_version_id and app.owns_package(p.organisation_id)));
