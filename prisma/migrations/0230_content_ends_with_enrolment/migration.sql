-- A package's files are served as long as its registration stands: also not after the person has withdrawn from the enrolment it
-- belongs to. What was done before withdrawing may still arrive and is kept; only the files are no longer handed out.
-- Safe: the same function with one more condition. Undo: the function of 0030_learning.

set local role breakwater_definer;
create or replace function app.open_content(capability_hash text, file_path text)
returns table (content_label text, sha256 text, size bigint, media_type text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select r.content_label, f.sha256, f.size, f.media_type from registration r
  join package_file f on f.package_version_id = r.package_version_id and f.path = file_path
  where r.content_capability_hash = capability_hash and r.ended_at is null
    and not exists (select from enrolment e where e.id = r.enrolment_id and e.withdrawn_at is not null)
$$;
