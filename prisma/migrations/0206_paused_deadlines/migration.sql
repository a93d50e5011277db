-- Deadlines pause in a country that a hardship event strikes. A cohort calls several countries, so its pauses are read together; unused quotas
-- go back country by country, each on its own day; and a line manager's link stays open as long as the person they decide about has a pause.
-- What a pause does to a day is counted in one place, which is not here: these functions only say what there is to count.
-- Safe: replaces functions by ones that say more, keeps every date as it is. Undo: restore those of 0120.

set local role breakwater_definer;
drop function app.begin_quota_releases(timestamptz, text);
drop function app.read_approval(text);

-- Every country's pauses that last until a day or longer.
create function app.region_pauses(since date) returns table (country text, country_name text, name text, from_on date, to_on date)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select k.iso2, k.name, p.name, p.from_on, p.to_on from country k cross join lateral app.hardship_pauses(k.iso2) p where p.to_on >= since
$$;

-- Countries whose unused seats of a cohort may be due to come back, with what decides that; what waits to be released is not said twice.
create function app.quotas_due(at timestamptz, topic_name text) returns table (cohort_id uuid, country text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select distinct k.id, s.country from cohort k join seat s on s.cohort_id = k.id
  where k.quotas_release_on <= (at at time zone k.zone)::date and k.published_at is not null
    and not k.is_template and k.cancelled_at is null and k.closed_at is null and s.country is not null and s.nomination_id is null
    and not exists (select 1 from outbox w where w.topic = topic_name and w.done_at is null and w.payload ->> 'cohortId' = k.id::text)
$$;

-- Late is counted with the pauses by whoever decides; here a link is only not over for good.
create or replace function app.approval_usable(r approval_request) returns boolean language sql stable set search_path = pg_catalog, public, app as $$
  select (r.expires_at > clock_timestamp() or exists (select 1 from app.hardship_pauses(r.country) p where p.to_on >= r.requested_at::date - 1))
    and not exists (select 1 from approval_request later where later.nomination_id = r.nomination_id and later.requested_at > r.requested_at)
    and not exists (select 1 from nomination_approval a where a.nomination_id = r.nomination_id and a.step = 'line_manager' and a.decided_at >= r.requested_at)
    and exists (select 1 from nomination n where n.id = r.nomination_id and n.status = 'requested')
$$;
create function app.read_approval(given_code_hash text)
returns table (full_name text, profession text, employer text, cohort text, curriculum text, academy text, place text, starts_on date, ends_on date,
  nominator text, note text, country text, zone text, requested_at timestamptz, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select n.full_name, f.name, e.name, c.title, v.title, o.name, coalesce(u.name, ''), c.starts_on, c.ends_on,
    case when n.source = 'self' then n.full_name else coalesce(p.full_name, '') end, n.note, r.country, k.zone, r.requested_at, r.expires_at
  from approval_request r join nomination n on n.id = r.nomination_id join cohort c on c.id = n.cohort_id
    join curriculum_version v on v.id = c.curriculum_version_id join organisation o on o.id = c.organisation_id
    join profession f on f.key = n.profession_key join country k on k.iso2 = r.country left join organisation e on e.id = n.employer_id
    left join venue u on u.id = c.venue_id left join person p on p.id = n.nominated_by
  where r.code_hash = given_code_hash and app.approval_usable(r)
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.region_pauses(date)', 'app.quotas_due(timestamptz,text)', 'app.read_approval(text)']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
set local role breakwater_owner;
