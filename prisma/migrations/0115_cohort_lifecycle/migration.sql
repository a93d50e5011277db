-- What the life of a cohort needs beside its tables: a code that no other academy's draft has, places left as a person of a country may
-- know them, and the disclosure by which an academy reads how long its own trainers are certified.
-- Safe: adds functions and one policy. Undo: drop them.

-- The next free code with this beginning, such as FR-CORE-2026-003. Drafts of other academies count too, so nobody else can count them.
create function app.next_cohort_code(prefix text) returns text language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare last int;
begin
  perform pg_advisory_xact_lock(hashtextextended(prefix, 115));
  select coalesce(max(substring(c.code from length(prefix) + 2)::int), 0) into last from cohort c
    where c.code like replace(prefix, '_', '\_') || '-%' and substring(c.code from length(prefix) + 2) ~ '^[0-9]{1,6}$';
  return prefix || '-' || lpad((last + 1)::text, greatest(3, length((last + 1)::text)), '0');
end $$;

-- Places of cohorts by country (null: the shared reserve), with what countries gave back. Everybody knows their own country's and the
-- shared ones; regional roles and the academy know all. On the shared row `released` is what countries other than one's own gave back.
create function app.cohort_places(of_cohorts uuid[])
returns table (cohort_id uuid, country text, seats int, free int, released int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with mine as (select array_append(app.actor_countries(), (select p.country from person p where p.id = app.actor_person())) as countries),
  visible as (select c.id, app.actor_regional() or c.organisation_id = any (app.actor_organisations()) as entirely from cohort c
    where c.id = any (of_cohorts) and (c.published_at is not null or c.organisation_id = any (app.actor_organisations()))),
  places as (select s.cohort_id, s.country, count(*)::int as seats, count(*) filter (where s.nomination_id is null)::int as free
    from seat s where s.cohort_id = any (of_cohorts) group by 1, 2),
  given as (select r.cohort_id, r.country, sum(r.seats)::int as seats from quota_release r where r.cohort_id = any (of_cohorts) group by 1, 2)
  select v.id, coalesce(p.country, g.country), coalesce(p.seats, 0), coalesce(p.free, 0), coalesce(g.seats, 0)
    from visible v cross join mine m
      join (places p full join given g on g.cohort_id = p.cohort_id and g.country = p.country) on coalesce(p.cohort_id, g.cohort_id) = v.id
    where coalesce(p.country, g.country) is not null and (v.entirely or coalesce(p.country, g.country) = any (m.countries))
  union all
  select v.id, null, coalesce(p.seats, 0), coalesce(p.free, 0),
      coalesce((select sum(g.seats)::int from given g where g.cohort_id = v.id and not (g.country = any (m.countries))), 0)
    from visible v cross join mine m left join places p on p.cohort_id = v.id and p.country is null
$$;

-- Somebody who trains for an academy discloses name and certificates to it, from the day they are listed until they are not. Only the
-- academy's own people can be listed: whoever is posted there or works there by a role.
create function app.disclose_trainer(listed uuid) returns boolean language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare t trainer;
begin
  select * into t from trainer where id = listed and organisation_id = any (app.actor_organisations());
  if not found then return false; end if;
  if t.until_on is not null then
    update disclosure d set until_on = greatest(t.until_on, d.recorded_at::date) where d.person_id = t.person_id and d.organisation_id = t.organisation_id
      and d.reason = 'trainer' and d.until_on > t.until_on;
    return true;
  end if;
  if not exists (select 1 from posting q where q.person_id = t.person_id and q.organisation_id = t.organisation_id and (q.ends_on is null or q.ends_on >= current_date))
     and not exists (select 1 from role_grant g where g.person_id = t.person_id and g.organisation_id = t.organisation_id
       and not exists (select 1 from role_grant_end e where e.grant_id = g.id)) then
    return false;
  end if;
  if not exists (select 1 from disclosure d where d.person_id = t.person_id and d.organisation_id = t.organisation_id and d.reason = 'trainer' and d.until_on > current_date) then
    insert into disclosure (id, person_id, organisation_id, fields, until_on, reason, recorded_by)
      values (gen_random_uuid(), t.person_id, t.organisation_id, array['name', 'award'], current_date + 1825, 'trainer', app.actor_person());
  end if;
  return true;
end $$;

-- What an academy may know of whoever has a seat ends 90 days after the cohort: when the dates move, so does that day.
create function app.follow_cohort_dates(of_cohort uuid) returns void language sql security definer set search_path = pg_catalog, public, app as $$
  update disclosure d set until_on = greatest(c.ends_on, current_date) + 90 from cohort c, nomination n
    where c.id = of_cohort and c.organisation_id = any (app.actor_organisations()) and c.ends_on is not null and d.cohort_id = c.id
      and n.cohort_id = c.id and n.person_id = d.person_id and n.status = 'booked' and d.until_on >= current_date
$$;

-- As in 0110, where the list of disclosed fields could not be made longer: booking somebody who is known failed.
set local role breakwater_definer;
create or replace function app.enrol_nominee(nominated uuid) returns uuid language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n nomination; c cohort; academy_branch text; enrolled uuid; fields text[];
begin
  select * into n from nomination where id = nominated;
  if n.person_id is null or n.status <> 'booked' then return null; end if;
  select * into c from cohort where id = n.cohort_id;
  select branch into academy_branch from organisation where id = n.organisation_id;
  select id into enrolled from enrolment e where e.person_id = n.person_id and e.curriculum_version_id = c.curriculum_version_id and e.withdrawn_at is null;
  if enrolled is null then
    enrolled := gen_random_uuid();
    insert into enrolment (id, person_id, curriculum_version_id, country, branch) values (enrolled, n.person_id, c.curriculum_version_id, n.country, n.branch);
    perform app.record_audit(gen_random_uuid(), 'learner.enrolled', 'enrolment', enrolled::text, n.country, jsonb_build_object('cohortId', c.id));
  end if;
  update nomination set enrolment_id = enrolled where id = nominated;
  fields := array['name', 'progress', 'practical', 'award'];
  if n.branch <> 'judicial' or academy_branch = 'judicial' then fields := fields || array['scores']; end if;
  if not exists (select 1 from disclosure d where d.person_id = n.person_id and d.cohort_id = c.id and d.until_on >= current_date) then
    insert into disclosure (id, person_id, organisation_id, cohort_id, fields, until_on, reason, recorded_by)
    values (gen_random_uuid(), n.person_id, n.organisation_id, c.id, fields, greatest(coalesce(c.ends_on, current_date), current_date) + 90, 'shared cohort', app.actor_person());
  end if;
  return enrolled;
end $$;
set local role breakwater_owner;

-- As awards: whoever was disclosed a person's certificates reads how long they hold.
create policy capacity_holding_disclosed on capacity_holding for select to breakwater_app
  using (exists (select 1 from disclosure d where d.person_id = capacity_holding.person_id and 'award' = any (d.fields)
    and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date));

do $$
declare f regprocedure;
begin
  foreach f in array array['app.next_cohort_code(text)', 'app.cohort_places(uuid[])', 'app.disclose_trainer(uuid)', 'app.follow_cohort_dates(uuid)']::regprocedure[]
  loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
