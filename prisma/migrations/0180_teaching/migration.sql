-- Teaching and counting: a note to a nomination may be withdrawn (a selection's notes can be undone), a job reads the words an academy
-- sends to one nominee, and three sums leave their country: who was trained, by country, profession and sex, for regional roles; what
-- trainers delivered; how strong each country's bench is. Sums carry no persons.
-- Safe: adds a nullable column, a policy and functions. Undo: drop them.

alter table nomination_note add column withdrawn_at timestamptz;
create policy nomination_note_withdrawn on nomination_note for update to breakwater_app
  using (organisation_id = any ((select app.actor_organisations())::uuid[])) with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
grant update (withdrawn_at) on nomination_note to breakwater_app;

-- What an academy wrote to this nominee, for the job that acts for the nominee's country and for the nominee; nobody else.
create function app.read_cohort_message(message uuid, nominated uuid)
returns table (subject text, body text, cohort_id uuid, cohort text, academy text, person_id uuid, email text, name text, country text, branch text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select m.subject, m.body, c.id, c.title, o.name, n.person_id, n.email, n.full_name, n.country, n.branch
  from cohort_message m join cohort c on c.id = m.cohort_id join organisation o on o.id = c.organisation_id
    join nomination n on n.id = nominated and n.cohort_id = m.cohort_id
  where m.id = message and n.status = 'booked' and (coalesce(cardinality(m.nomination_ids), 0) = 0 or n.id = any (m.nomination_ids))
    and n.person_id is not distinct from app.actor_person() and n.country = any (app.actor_countries()) and n.branch = any (app.actor_branches())
$$;

-- Attendances, persons and persons certified today per country, profession and sex, for regional roles, all branches. Somebody who attended
-- several times is one person, counted where they attended last.
create function app.training_counts(from_on date, to_on date, on_day date)
returns table (country text, profession text, sex text, attendances int, persons int, certified int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with marks as (
      select n.country, n.profession_key, n.sex, n.person_id, coalesce(n.person_id::text, n.email) as who, s.starts_at
      from attendance a join cohort_session s on s.id = a.session_id join nomination n on n.id = a.nomination_id
      where app.actor_regional() and a.mark in ('present', 'partial') and s.cancelled_at is null
        and (s.starts_at at time zone s.zone)::date between from_on and to_on
        and not exists (select 1 from attendance later where later.corrects_id = a.id)),
    people as (
      select distinct on (who) who, m.country, m.profession_key, m.sex, m.person_id, count(*) over (partition by who) as times
      from marks m order by who, starts_at desc)
  select c.name, f.name, p.sex, sum(p.times)::int, count(*)::int,
    (count(*) filter (where exists (select 1 from capacity_holding h where h.person_id = p.person_id and h.from_on <= on_day and h.to_on >= on_day)))::int
  from people p join country c on c.iso2 = p.country join profession f on f.key = p.profession_key group by 1, 2, 3
$$;

-- Sessions that trainers of the actor's countries and branches gave since a day, wherever they gave them.
create function app.trainer_deliveries(of_country text, since timestamptz, until timestamptz)
returns table (person_id uuid, curriculum_key text, sessions int, last_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select t.person_id, v.curriculum_key, count(*)::int, max(s.starts_at)
  from session_trainer t join cohort_session s on s.id = t.session_id join cohort c on c.id = t.cohort_id
    join curriculum_version v on v.id = c.curriculum_version_id
  where t.country = of_country and t.country = any (app.actor_countries()) and t.branch = any (app.actor_branches())
    and s.cancelled_at is null and c.cancelled_at is null and s.ends_at > since and s.ends_at <= until
  group by 1, 2
$$;

-- Per country: trainers certified on a day, of them expiring within half a year, of them who delivered since a day. For regional roles.
create function app.trainer_bench(on_day date, since timestamptz, until timestamptz)
returns table (iso2 text, country text, certified int, expiring int, active int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with holders as (
      select h.country, h.person_id, max(h.to_on) as to_on from capacity_holding h
      where h.certification_key = 'TOT' and h.from_on <= on_day and h.to_on >= on_day group by 1, 2)
  select c.iso2, c.name, count(h.person_id)::int, (count(h.person_id) filter (where h.to_on <= on_day + 180))::int,
    (count(h.person_id) filter (where exists (select 1 from session_trainer t join cohort_session s on s.id = t.session_id
      where t.person_id = h.person_id and s.cancelled_at is null and s.ends_at > since and s.ends_at <= until)))::int
  from country c left join holders h on h.country = c.iso2 where app.actor_regional() group by 1, 2
$$;

do $$
declare f regprocedure;
begin
  foreach f in array array['app.read_cohort_message(uuid,uuid)', 'app.training_counts(date,date,date)',
    'app.trainer_deliveries(text,timestamptz,timestamptz)', 'app.trainer_bench(date,timestamptz,timestamptz)']::regprocedure[]
  loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
