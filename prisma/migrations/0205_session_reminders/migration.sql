-- Reminders of sessions: one piece of work per session, guest and day of the session. The id of the work is made of those three, so that
-- a sweep that runs again, or beside another one, leaves nothing twice; a session that moved to another day is announced again.
-- Safe: adds an index and a function. Undo: drop both.
create index on cohort_session (starts_at) where cancelled_at is null;

set local role breakwater_definer;
-- Leaves word for everybody with a seat in, and every trainer of, sessions that start within `ahead` of a moment. Answers how many pieces are new.
create function app.begin_session_reminders(moment timestamptz, ahead interval, topic_name text) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare begun int;
begin
  insert into outbox (id, topic, payload, country, person_id)
  select md5(concat_ws(' ', topic_name, s.id, coalesce(g.nomination_id, g.person_id), d.on_day))::uuid, topic_name,
    jsonb_build_object('cohortId', s.cohort_id, 'sessionId', s.id, 'nominationId', g.nomination_id, 'personId', g.person_id, 'on', d.on_day), g.country, g.person_id
  from cohort_session s join cohort c on c.id = s.cohort_id
    cross join lateral (select to_char(s.starts_at at time zone s.zone, 'YYYY-MM-DD') as on_day) d
    cross join lateral (
      select n.id as nomination_id, n.person_id, n.country from nomination n where n.cohort_id = s.cohort_id and n.status = 'booked'
      union all select null, t.person_id, t.country from session_trainer t where t.session_id = s.id) g
  where s.cancelled_at is null and c.cancelled_at is null and s.starts_at > moment and s.starts_at <= moment + ahead
  on conflict (id) do nothing;
  get diagnostics begun = row_count;
  if begun > 0 then perform pg_notify('outbox', topic_name); end if;
  return begun;
end $$;
revoke all on function app.begin_session_reminders(timestamptz, interval, text) from public;
grant execute on function app.begin_session_reminders(timestamptz, interval, text) to breakwater_app;
set local role breakwater_owner;
