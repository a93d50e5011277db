-- Uploads of packages that survive a lost connection: what has arrived, and what became of it. The bytes are a file beside the
-- storage, named by the row's id; `received` is how much of it is known to be on disk. The row belongs to the academy it is for:
-- its staff go on with each other's uploads, nobody else's see them. Held by the academy, no personal data but the uploader's id.
-- Safe: creates only. Undo: drop the function and the table.

create table package_upload (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  package_id uuid references package,
  title text check (length(title) <= 300),
  file_name text not null check (length(file_name) <= 300),
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0 check (received between 0 and bytes),
  -- receiving → waiting → importing → done | refused | stopped (may be tried again); cancelled and expired from any before done
  state text not null default 'receiving'
    check (state in ('receiving', 'waiting', 'importing', 'stopped', 'refused', 'cancelled', 'expired', 'done')),
  progress jsonb not null default '{}',
  cancel_asked_at timestamptz,
  refusal jsonb,
  package_version_id uuid references package_version,
  is_new boolean,
  created_by uuid not null references person,
  created_at timestamptz not null default clock_timestamp(),
  touched_at timestamptz not null default clock_timestamp(),
  check ((state = 'done') = (package_version_id is not null)),
  check ((state in ('refused', 'stopped')) = (refusal is not null))
);
-- two tabs, a double click or a second visit continue the upload that is there
create unique index package_upload_open on package_upload (organisation_id, fingerprint, coalesce(package_id, organisation_id))
  where state in ('receiving', 'waiting', 'importing', 'stopped');
create index package_upload_recent on package_upload (organisation_id, touched_at desc);

alter table package_upload enable row level security;
alter table package_upload force row level security;
create policy package_upload_definer on package_upload to breakwater_definer using (true) with check (true);
create policy package_upload_owner on package_upload to breakwater_owner using (true) with check (true);
create policy package_upload_seen on package_upload for select to breakwater_app using (app.owns_package(organisation_id));
create policy package_upload_made on package_upload for insert to breakwater_app
  with check (app.owns_package(organisation_id) and created_by = (select app.actor_person()));
create policy package_upload_kept on package_upload for update to breakwater_app
  using (app.owns_package(organisation_id)) with check (app.owns_package(organisation_id));
grant select, insert on package_upload to breakwater_app;
grant update (received, state, progress, cancel_asked_at, refusal, package_version_id, is_new, touched_at) on package_upload to breakwater_app;
grant select, update on package_upload to breakwater_definer;

set local role breakwater_definer;
-- Ends what nobody has touched for that long, and answers which uploads still need their bytes.
create function app.expire_package_uploads(idle interval) returns setof uuid
language sql security definer set search_path = pg_catalog, public, app as $$
  update package_upload set state = 'expired', refusal = null
    where state in ('receiving', 'waiting', 'importing', 'stopped') and touched_at < clock_timestamp() - idle;
  select id from package_upload where state in ('receiving', 'waiting', 'importing', 'stopped')
    and touched_at >= clock_timestamp() - idle;
$$;
revoke all on function app.expire_package_uploads(interval) from public;
grant execute on function app.expire_package_uploads(interval) to breakwater_app;
set local role breakwater_owner;
