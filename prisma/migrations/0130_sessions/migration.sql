-- Sessions and attendance. A joining link is a key to a room: it moves to a row of its own, which the academy, the session's trainers and
-- whoever holds a seat may read and nobody else. Sessions, marks and feeds are held to their own cohort by the database, a correction to
-- the mark it corrects. Codes are read, feeds are opened and completions taken back through functions. An award that rested on attendance
-- is withdrawn when the attendance is corrected, as it is for a practical (0101).
-- Safe: no session has a joining link yet; policies become narrower. Undo: drop the functions and the table, add the column back.

create table session_link (
  session_id uuid primary key references cohort_session, cohort_id uuid not null references cohort, organisation_id uuid not null,
  url text not null check (url ~ '^https?://' and length(url) <= 1000)
);
create index on session_link (cohort_id);
insert into session_link (session_id, cohort_id, organisation_id, url)
  select id, cohort_id, organisation_id, joining_link from cohort_session where joining_link ~ '^https?://';
alter table cohort_session drop column joining_link;
-- what a calendar calls DTSTAMP: when the session was last changed
alter table cohort_session add column changed_at timestamptz not null default clock_timestamp();

-- a correction corrects a mark of the same person in the same session
alter table attendance add constraint attendance_place unique (id, session_id, nomination_id);
alter table attendance add constraint attendance_corrects_own foreign key (corrects_id, session_id, nomination_id)
  references attendance (id, session_id, nomination_id);
alter table attendance add constraint attendance_minutes check ((mark = 'partial') = (minutes is not null));
create index on attendance_code (code_hash);
create index on session_trainer (cohort_id);
create index on calendar_feed (person_id);
create index on calendar_feed (cohort_id);

-- Is this a session of that cohort, run by that academy? Asked by policies, which cannot ask tables that ask back.
create function app.is_session(given uuid, of_cohort uuid, of_organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select exists (select 1 from cohort_session s where s.id = given and s.cohort_id = of_cohort and s.organisation_id = of_organisation)
$$;

alter table session_link enable row level security;
alter table session_link force row level security;
create policy session_link_definer on session_link to breakwater_definer using (true) with check (true);
create policy session_link_owner on session_link to breakwater_owner using (true) with check (true);
grant select on session_link to breakwater_definer;
grant select, insert, update, delete on session_link to breakwater_app;
create policy session_link_seen on session_link for select to breakwater_app
  using (organisation_id = any ((select app.actor_organisations())::uuid[])
    or exists (select 1 from nomination n where n.cohort_id = session_link.cohort_id and n.status = 'booked' and n.person_id = (select app.actor_person()))
    or exists (select 1 from session_trainer s where s.session_id = session_link.session_id and s.person_id = (select app.actor_person())));
create policy session_link_made on session_link for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    and app.is_session(session_id, cohort_id, organisation_id));
create policy session_link_kept on session_link for update to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    and app.is_session(session_id, cohort_id, organisation_id));
create policy session_link_unmade on session_link for delete to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]));

-- An academy writes into its own cohorts only, not merely in its own name.
drop policy cohort_session_made on cohort_session;
create policy cohort_session_made on cohort_session for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    and exists (select 1 from cohort c where c.id = cohort_id and c.organisation_id = cohort_session.organisation_id));
drop policy cohort_session_kept on cohort_session;
create policy cohort_session_kept on cohort_session for update to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    and exists (select 1 from cohort c where c.id = cohort_id and c.organisation_id = cohort_session.organisation_id));
drop policy session_trainer_made on session_trainer;
create policy session_trainer_made on session_trainer for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    and app.is_session(session_id, cohort_id, organisation_id)
    and exists (select 1 from trainer t where t.person_id = session_trainer.person_id and t.organisation_id = session_trainer.organisation_id
      and t.country = session_trainer.country and t.branch = session_trainer.branch));
drop policy attendance_marked on attendance;
create policy attendance_marked on attendance for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]) and marked_by = (select app.actor_person())
    and app.is_session(session_id, cohort_id, organisation_id)
    and exists (select 1 from nomination n where n.id = nomination_id and n.cohort_id = attendance.cohort_id and n.country = attendance.country
      and n.branch = attendance.branch and n.person_id is not distinct from attendance.person_id));
-- One makes feeds for oneself, or for a cohort of one's academy; never for somebody else.
drop policy calendar_feed_actor on calendar_feed;
create policy calendar_feed_actor on calendar_feed to breakwater_app
  using (person_id = (select app.actor_person()) or organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check ((person_id = (select app.actor_person()) and organisation_id is null)
    or (person_id is null and organisation_id = any ((select app.actor_organisations())::uuid[])
      and exists (select 1 from cohort c where c.id = cohort_id and c.organisation_id = calendar_feed.organisation_id)));
revoke update on calendar_feed from breakwater_app;
grant update (revoked_at) on calendar_feed to breakwater_app;

alter table award_revocation drop constraint award_revocation_cause_check;
alter table award_revocation add constraint award_revocation_cause_check check (cause in ('decision', 'practical_corrected', 'attendance_corrected'));

-- Functions ------------------------------------------------------------------------------------------------------------------------------

-- What happens around a time that may stand in the way of a session of this cohort: sessions in the academy's own rooms, of these trainers, or
-- of learners with a seat here. Of another academy's session only that somebody is busy is told: no title, no names.
create function app.timetable_around(of_cohort uuid, from_at timestamptz, until_at timestamptz, these_trainers uuid[])
returns table (session_id uuid, own boolean, title text, cohort text, starts_at timestamptz, ends_at timestamptz, room_id uuid,
  trainers uuid[], learners uuid[], learner_count int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with academy as (select c.organisation_id as id from cohort c where c.id = of_cohort and c.organisation_id = any (app.actor_organisations())),
  booked as (select n.id, n.person_id, n.email from nomination n join academy a on n.organisation_id = a.id where n.cohort_id = of_cohort and n.status = 'booked'),
  near as (
    select s.*, s.organisation_id = a.id as own,
      array(select t.person_id from session_trainer t where t.session_id = s.id and t.person_id = any (these_trainers)) as teaching,
      array(select b.id from booked b where exists (select 1 from nomination o where o.cohort_id = s.cohort_id and o.status = 'booked'
        and (o.person_id = b.person_id or o.email = b.email))) as learning
    from cohort_session s cross join academy a
    where s.starts_at < until_at and s.ends_at > from_at and s.cancelled_at is null)
  select n.id, n.own, case when n.own then n.title end, case when n.own then c.title end, n.starts_at, n.ends_at, case when n.own then n.room_id end,
    n.teaching, case when n.own then n.learning else '{}'::uuid[] end, cardinality(n.learning)
  from near n join cohort c on c.id = n.cohort_id
  where n.own or cardinality(n.teaching) > 0 or cardinality(n.learning) > 0
$$;

-- What a code means to whoever holds it up, at a moment; no row for a code that was never shown. Of a session without a seat nothing is told.
create function app.read_attendance_code(given_hash text, moment timestamptz)
returns table (outcome text, session_id uuid, cohort_id uuid, nomination_id uuid, title text, cohort text, starts_at timestamptz, ends_at timestamptz, zone text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select case
      when n.id is null then 'no_seat'
      when s.cancelled_at is not null then 'session_cancelled'
      when m.mark in ('present', 'partial') then 'already'
      when m.mark is not null then 'marked_otherwise'
      when moment < s.starts_at - interval '15 minutes' then 'not_open'
      when moment >= s.ends_at then 'session_over'
      when moment < k.valid_from or moment >= k.valid_until then 'code_expired'
      else 'open' end,
    s.id, s.cohort_id, n.id, case when n.id is not null then s.title end, case when n.id is not null then c.title end,
    case when n.id is not null then s.starts_at end, case when n.id is not null then s.ends_at end, s.zone
  from attendance_code k join cohort_session s on s.id = k.session_id join cohort c on c.id = s.cohort_id
  left join nomination n on n.cohort_id = s.cohort_id and n.status = 'booked' and n.person_id = app.actor_person()
  left join attendance m on m.session_id = s.id and m.nomination_id = n.id and not exists (select 1 from attendance x where x.corrects_id = m.id)
  where k.code_hash = given_hash
  order by n.id is not null desc, moment >= k.valid_from and moment < k.valid_until desc, k.valid_from desc limit 1
$$;

-- Marks the actor present by a code that is open to them; answers what came of it. The same code twice marks once.
create function app.attend_by_code(given_hash text, moment timestamptz, mark_id uuid) returns text
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare read record; n nomination;
begin
  select * into read from app.read_attendance_code(given_hash, moment);
  if not found then return 'unknown_code'; end if;
  if read.outcome <> 'open' then return read.outcome; end if;
  select * into strict n from nomination where id = read.nomination_id;
  insert into attendance (id, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, mark, source, marked_by, marked_at)
  values (mark_id, read.session_id, n.cohort_id, n.organisation_id, n.id, n.person_id, n.country, n.branch, 'present', 'code', n.person_id, moment)
  on conflict do nothing;
  if not found then return 'already'; end if;
  perform app.record_audit(gen_random_uuid(), 'attendance.marked', 'attendance', mark_id::text, n.country,
    jsonb_build_object('sessionId', read.session_id, 'nominationId', n.id, 'source', 'code'));
  perform app.enqueue(gen_random_uuid(), 'cohorts.attendance-marked', jsonb_build_object('cohortId', n.cohort_id, 'nominationId', n.id), null, null);
  return 'recorded';
end $$;

-- Everything that decides whether a nominee's attendance completes their workshops: each nomination on the same enrolment, with the sessions of its
-- cohort and the marks that stand. Told to the academy of one of them, for its job.
create function app.attendance_facts(of_nomination uuid)
returns table (nomination_id uuid, booked boolean, enrolment_id uuid, person_id uuid, country text, cohort_percent int, session_id uuid, module_id uuid,
  minutes int, cancelled boolean, mark text, marked_minutes int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select o.id, o.status = 'booked', o.enrolment_id, o.person_id, o.country, c.attendance_percent, s.id, s.module_id,
    (extract(epoch from s.ends_at - s.starts_at) / 60)::int, s.cancelled_at is not null, m.mark, m.minutes
  from nomination n join nomination o on o.id = n.id or o.enrolment_id = n.enrolment_id
  join cohort c on c.id = o.cohort_id join cohort_session s on s.cohort_id = o.cohort_id
  left join attendance m on m.session_id = s.id and m.nomination_id = o.id and not exists (select 1 from attendance x where x.corrects_id = m.id)
  where n.id = of_nomination and n.organisation_id = any (app.actor_organisations())
$$;

-- A completion follows from attendance: when a correction takes the attendance back, the completion goes with it. The marks stay.
create function app.withdraw_attendance_completion(of_nomination uuid, of_module uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  delete from module_completion c using nomination n
  where n.id = of_nomination and n.organisation_id = any (app.actor_organisations()) and c.enrolment_id = n.enrolment_id and c.module_id = of_module
    and c.cause = 'attended' and exists (select 1 from attendance a where a.nomination_id = n.id and a.corrects_id is not null);
  return found;
end $$;

-- Whose a calendar address is; nothing once it is revoked.
create function app.open_calendar_feed(given_hash text) returns table (person_id uuid, cohort_id uuid, cohort text, zone text, locale text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select f.person_id, f.cohort_id, c.title, coalesce(c.zone, y.zone), coalesce(p.locale, c.locale)
  from calendar_feed f left join person p on p.id = f.person_id left join country y on y.iso2 = p.country left join cohort c on c.id = f.cohort_id
  where f.code_hash = given_hash and f.revoked_at is null
$$;
-- The sessions of a calendar: where its person has a seat or teaches, or those of its cohort. Cancelled ones say so.
create function app.calendar_sessions(given_hash text, since timestamptz)
returns table (id uuid, title text, cohort text, academy text, starts_at timestamptz, ends_at timestamptz, zone text, place text, url text, note text,
  revision int, changed_at timestamptz, cancelled boolean)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select s.id, s.title, c.title, o.name, s.starts_at, s.ends_at, s.zone, concat_ws(', ', r.name, v.name, nullif(v.address, '')), l.url, s.note,
    s.revision, s.changed_at, s.cancelled_at is not null
  from calendar_feed f join cohort_session s on s.ends_at >= since
  join cohort c on c.id = s.cohort_id join organisation o on o.id = c.organisation_id
  left join room r on r.id = s.room_id left join venue v on v.id = r.venue_id left join session_link l on l.session_id = s.id
  where f.code_hash = given_hash and f.revoked_at is null
    and case when f.person_id is null then s.cohort_id = f.cohort_id and c.organisation_id = f.organisation_id
      else exists (select 1 from nomination n where n.cohort_id = s.cohort_id and n.status = 'booked' and n.person_id = f.person_id)
        or exists (select 1 from session_trainer t where t.session_id = s.id and t.person_id = f.person_id) end
  order by s.starts_at, s.id
$$;

-- Whoever joins after the seat was theirs: what they attended before counts now, and they are invited again, with the joining link this time.
create function app.nominee_joined() returns trigger language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  if new.enrolment_id is not null and old.enrolment_id is distinct from new.enrolment_id and exists (select 1 from attendance where nomination_id = new.id) then
    perform app.enqueue(gen_random_uuid(), 'cohorts.attendance-marked', jsonb_build_object('cohortId', new.cohort_id, 'nominationId', new.id), null, null);
  end if;
  if new.person_id is not null and old.person_id is null and new.status = 'booked' then
    perform app.enqueue(gen_random_uuid(), 'cohorts.nominee-joined', jsonb_build_object('cohortId', new.cohort_id, 'nominationId', new.id), new.country, new.person_id);
  end if;
  return null;
end $$;
create trigger nominee_joined after update of person_id, enrolment_id on nomination for each row execute function app.nominee_joined();

do $$
declare f regprocedure;
begin
  foreach f in array array['app.is_session(uuid,uuid,uuid)', 'app.timetable_around(uuid,timestamptz,timestamptz,uuid[])', 'app.read_attendance_code(text,timestamptz)',
    'app.attend_by_code(text,timestamptz,uuid)', 'app.attendance_facts(uuid)', 'app.withdraw_attendance_completion(uuid,uuid)',
    'app.open_calendar_feed(text)', 'app.calendar_sessions(text,timestamptz)', 'app.nominee_joined()']::regprocedure[]
  loop
    -- said before the function is handed over: afterwards its former owner has no say
    execute format('revoke all on function %s from public', f);
    if f <> 'app.nominee_joined()'::regprocedure then execute format('grant execute on function %s to breakwater_app', f); end if;
    execute format('alter function %s owner to breakwater_definer', f);
  end loop;
end $$;
