-- An award is extended by a row beside it, one per hardship event; its period and validity are never changed (docs/decisions/0013-extended-beside-the-award.md).
-- The row keeps the event's name, since that is what the certificate says from then on. Six months in all is the most, whatever is declared.
-- Rows are written through a function, because an event of one country also extends awards that another country issued to people posted there.
-- Safe: creates, and replaces two functions by ones that say more. Undo: drop the table and functions, restore those two of 0060.
create table award_extension (
  id uuid primary key, award_id uuid not null references award, event_id uuid not null references hardship_event,
  person_id uuid not null references person, country text not null references country, branch text not null,
  event_name text not null, extended_to_on date not null, recorded_at timestamptz not null default clock_timestamp(), unique (award_id, event_id)
);
create index on award_extension (country, branch);
create index on award_extension (event_id);
alter table award_extension enable row level security;
alter table award_extension force row level security;
create policy award_extension_definer on award_extension to breakwater_definer using (true) with check (true);
grant select, insert on award_extension to breakwater_definer;
create policy award_extension_actor on award_extension for select to breakwater_app
  using (person_id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or exists (select 1 from disclosure d where d.person_id = award_extension.person_id and 'award' = any (d.fields)
      and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date));
grant select on award_extension to breakwater_app;

-- What a reader may see of an award's extensions: to when, and because of which events; null where there are none. Under the reader's own policies.
create function app.extension_of(award uuid) returns jsonb
language sql stable set search_path = pg_catalog, public, app as $$
  select jsonb_build_object('to', max(x.extended_to_on), 'because', jsonb_agg(x.event_name order by x.extended_to_on, x.recorded_at))
  from award_extension x where x.award_id = award having count(*) > 0
$$;

set local role breakwater_definer;
-- The day that six months of extension reach, last day included.
create function app.furthest_extension(valid_to date) returns date
language sql immutable as $$ select (valid_to + 1 + interval '6 months')::date - 1 $$;

-- Awards of people posted in a country on a day of an event, that end during it or within thirty days after, can still be extended and are not renewed.
create function app.extendable_awards(of_country text, from_day date, to_day date)
returns table (award_id uuid, person_id uuid, branch text, valid_to date, extended_to date)
language sql stable set search_path = pg_catalog, public, app as $$
  select distinct a.id, a.person_id, a.branch, a.valid_to_on, x.extended_to
  from posting p join award a on a.person_id = p.person_id
    left join lateral (select max(e.extended_to_on) as extended_to from award_extension e where e.award_id = a.id) x on true
  where p.country = of_country and p.starts_on <= to_day and (p.ends_on is null or p.ends_on >= from_day)
    and coalesce(x.extended_to, a.valid_to_on) between from_day and to_day + 30
    and coalesce(x.extended_to, a.valid_to_on) < app.furthest_extension(a.valid_to_on)
    and not exists (select 1 from award_revocation r where r.award_id = a.id)
    and not exists (select 1 from award n where n.person_id = a.person_id and n.certification_key = a.certification_key
      and n.valid_to_on > coalesce(x.extended_to, a.valid_to_on) and not exists (select 1 from award_revocation r where r.award_id = n.id))
$$;

-- How many awards an event would extend, before it is declared: a count, of every branch.
create function app.count_extendable(of_country text, from_day date, to_day date) returns int
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select count(*)::int from app.extendable_awards(of_country, from_day, to_day)
  where of_country = any (app.actor_countries()) or app.actor_has('rifc_officer')
$$;
-- How many awards each of a country's events has extended.
create function app.count_extended(of_country text) returns table (event_id uuid, extended int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select x.event_id, count(*)::int from award_extension x join hardship_event e on e.id = x.event_id
  where e.country = of_country and (app.actor_regional() or of_country = any (app.actor_countries())) group by 1
$$;
-- What an event of the actor's country is still to extend, within the actor's branches, in the order of award ids; of one person, where named.
create function app.extension_candidates(event uuid, after_award uuid, batch int, only_person uuid)
returns table (award_id uuid, person_id uuid, country text, certification text, number text, event_name text, months int, valid_to date, extended_to date)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select a.id, a.person_id, a.country, s.name, a.number, e.name, e.extension_months, c.valid_to, c.extended_to
  from hardship_event e left join hardship_event_end n on n.event_id = e.id
    cross join lateral app.extendable_awards(e.country, e.from_on, coalesce(n.ended_on, e.expected_to_on)) c
    join award a on a.id = c.award_id join certification s on s.key = a.certification_key
  where e.id = event and e.country = any (app.actor_countries()) and c.branch = any (app.actor_branches())
    and coalesce(n.ended_on, e.expected_to_on) >= e.from_on
    and c.award_id > coalesce(after_award, '00000000-0000-0000-0000-000000000000') and (only_person is null or c.person_id = only_person)
    and not exists (select 1 from award_extension x where x.award_id = c.award_id and x.event_id = e.id)
  order by a.id limit batch
$$;
-- Extends one award because of one event, once; false when it was done before. Refuses a revoked award, a step back and more than six months in all.
create function app.extend_award(extension uuid, award uuid, event uuid, to_day date) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare a award; e hardship_event;
begin
  select * into strict a from award w where w.id = extend_award.award;
  perform pg_advisory_xact_lock(hashtextextended(a.person_id::text, 7)); -- the lock under which holdings are written
  select * into strict e from hardship_event h where h.id = event;
  if not (e.country = any (app.actor_countries()) and a.branch = any (app.actor_branches())) then
    raise exception 'this event is another country''s' using errcode = '42501';
  end if;
  if to_day > app.furthest_extension(a.valid_to_on) or to_day <= a.valid_to_on
      or to_day <= (select max(x.extended_to_on) from award_extension x where x.award_id = a.id and x.event_id <> e.id)
      or exists (select 1 from award_revocation r where r.award_id = a.id) then
    raise exception 'this award cannot be extended to that day' using errcode = '23514';
  end if;
  insert into award_extension (id, award_id, event_id, person_id, country, branch, event_name, extended_to_on)
  values (extension, a.id, e.id, a.person_id, a.country, a.branch, e.name, to_day) on conflict (award_id, event_id) do nothing;
  return found;
end $$;

create or replace function app.person_standing(person uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select jsonb_build_object(
    'postings', coalesce((select jsonb_agg(jsonb_build_object('country', country, 'branch', branch, 'profession', profession_key, 'from', starts_on, 'to', ends_on)) from posting where person_id = person), '[]'),
    'awards', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'certification', a.certification_key, 'assurance', a.assurance, 'from', a.valid_from_on, 'to', a.valid_to_on,
        'extendedTo', (select max(x.extended_to_on) from award_extension x where x.award_id = a.id),
        'revokedOn', r.effective_on, 'coverage', coalesce((select jsonb_object_agg(c.country, c.covered_on) from award_coverage c where c.award_id = a.id), '{}')))
      from award a left join award_revocation r on r.award_id = a.id where a.person_id = person), '[]'),
    'holdings', coalesce((select jsonb_agg(jsonb_build_object('country', country, 'branch', branch, 'profession', profession_key, 'certification', certification_key, 'scope', scope,
        'assurance', assurance, 'extended', extended, 'from', from_on, 'to', to_on, 'awardId', award_id)) from capacity_holding where person_id = person), '[]'))
$$;
drop function app.verify_award(text);
create function app.verify_award(code_hash text)
returns table (number text, holder_name text, certification text, country text, assurance text, valid_from_on date, valid_to_on date, revoked_on date, covered boolean, issued_at timestamptz, zone text,
  extension jsonb)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select a.number, a.holder_name, c.name, n.name, a.assurance, a.valid_from_on, a.valid_to_on, r.effective_on,
    exists (select 1 from award_coverage v where v.award_id = a.id and v.country = a.country), a.issued_at, n.zone, app.extension_of(a.id)
  from award a join certification c on c.key = a.certification_key join country n on n.iso2 = a.country
  left join award_revocation r on r.award_id = a.id where a.verification_code_hash = code_hash
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.count_extendable(text,date,date)', 'app.count_extended(text)', 'app.extension_candidates(uuid,uuid,int,uuid)',
    'app.extend_award(uuid,uuid,uuid,date)', 'app.verify_award(text)']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
  foreach f in array array['app.furthest_extension(date)', 'app.extendable_awards(text,date,date)']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
set local role breakwater_owner;
