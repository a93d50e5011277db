-- Who is told of a hardship event and of its end, and what may be told to anybody: its name, its country and its days, never its reason.
-- The list is for the job of the event's own country; every reader is then written to in their own country.
-- Safe: adds two functions. Undo: drop both.
set local role breakwater_definer;

-- People of the event's country who have a deadline or a certificate that it touches, and the officers of the country and the region;
-- a batch in the order of ids. Whoever declared or ended it knows.
create function app.hardship_audience(event uuid, after_person uuid, batch int) returns table (person_id uuid, country text, officer boolean)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with e as (
      select h.*, n.ended_by from hardship_event h left join hardship_event_end n on n.event_id = h.id
      where h.id = event and h.country = any (app.actor_countries())),
    officers as (
      select g.person_id from role_grant g join person p on p.id = g.person_id cross join e
      where not exists (select 1 from role_grant_end x where x.grant_id = g.id)
        and (g.role in ('rifc_officer', 'rcc_chair') or (g.role = 'ncpoc' and g.country = e.country) or (g.role = 'rcc_member' and p.country = e.country))),
    people as (
      select q.id as person_id from person q cross join e where q.country = e.country
      union
      select q.person_id from posting q cross join e
      where q.country = e.country and q.starts_on <= e.expected_to_on and (q.ends_on is null or q.ends_on >= e.from_on)),
    touched as (
      select l.person_id from people l cross join e
      where exists (select 1 from nomination n join cohort c on c.id = n.cohort_id
          where n.person_id = l.person_id and n.status in ('requested', 'approved', 'booked', 'waitlisted') and c.cancelled_at is null
            and c.closed_at is null and (c.ends_on is null or c.ends_on >= e.from_on))
        or exists (select 1 from award a where a.person_id = l.person_id and not exists (select 1 from award_revocation r where r.award_id = a.id)
          and greatest(a.valid_to_on, (select max(x.extended_to_on) from award_extension x where x.award_id = a.id)) >= e.from_on))
  select p.id, p.country, p.id in (select o.person_id from officers o) from person p cross join e
  where (p.id in (select o.person_id from officers o) or p.id in (select t.person_id from touched t))
    and p.id not in (e.declared_by, coalesce(e.ended_by, e.declared_by))
    and p.id > coalesce(after_person, '00000000-0000-0000-0000-000000000000')
  order by p.id limit batch
$$;

-- What is no secret about an event.
create function app.hardship_news(event uuid) returns table (name text, iso2 text, country text, from_on date, to_on date, called_off boolean)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select e.name, e.country, k.name, e.from_on, coalesce(n.ended_on, e.expected_to_on), coalesce(n.ended_on < e.from_on, false)
  from hardship_event e join country k on k.iso2 = e.country left join hardship_event_end n on n.event_id = e.id where e.id = event
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.hardship_audience(uuid,uuid,int)', 'app.hardship_news(uuid)']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
set local role breakwater_owner;
