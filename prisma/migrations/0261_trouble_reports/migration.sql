-- When saving or opening a lesson fails in front of a learner, they see a support code; under it the player leaves what support needs: which
-- kind of trouble, how often, how long, how much waits. Nothing of what the content or the learner said, no name, no address.
-- Whoever reports reads their own; the system administrators read all. Kept 90 days (said by whoever calls), then deleted.
-- Safe: a new table and two functions. Undo: drop them.

create table trouble_report (
  person_id uuid not null references person, code text not null check (code ~ '^[A-Z2-7]{8}$'),
  kind text not null check (kind ~ '^[a-z_]{1,40}$'), country text not null references country, branch text not null,
  attempt_id uuid references attempt, status text not null check (status ~ '^[a-z_]{1,40}$'), reason text not null check (reason ~ '^[a-z_]{0,60}$'),
  waiting int not null check (waiting >= 0), not_kept int not null check (not_kept >= 0), after_seconds int not null check (after_seconds >= 0),
  reported_at timestamptz not null default clock_timestamp(), primary key (person_id, code, kind)
);
create index on trouble_report (country, branch);
create index on trouble_report (reported_at);
create index on trouble_report (code);
alter table trouble_report enable row level security;
alter table trouble_report force row level security;
create policy trouble_report_definer on trouble_report to breakwater_definer using (true) with check (true);
grant select, insert, delete on trouble_report to breakwater_definer;
create policy trouble_report_read on trouble_report for select to breakwater_app
  using (person_id = (select app.actor_person()) or (select app.actor_has('system_admin')));
grant select on trouble_report to breakwater_app;

set local role breakwater_definer;
-- Leaves a report of the actor; the same trouble of the same page once, and no more than a day's worth of anybody.
create function app.report_trouble(code text, kind text, attempt uuid, status text, reason text, waiting int, not_kept int, after_seconds int)
returns void language sql security definer set search_path = pg_catalog, public, app as $$
  insert into trouble_report (person_id, code, kind, country, branch, attempt_id, status, reason, waiting, not_kept, after_seconds)
  select p.id, report_trouble.code, report_trouble.kind, p.country, p.branch, a.id, report_trouble.status, report_trouble.reason,
    report_trouble.waiting, report_trouble.not_kept, report_trouble.after_seconds
  from person p left join attempt a on a.id = report_trouble.attempt and a.person_id = p.id
  where p.id = app.actor_person()
    and (select count(*) from trouble_report t where t.person_id = p.id and t.reported_at > clock_timestamp() - interval '1 day') < 200
  on conflict do nothing
$$;
create function app.forget_troubles(before timestamptz) returns int language sql security definer set search_path = pg_catalog, public, app as $$
  with gone as (delete from trouble_report where reported_at < before returning 1) select count(*)::int from gone
$$;
revoke all on function app.report_trouble(text, text, uuid, text, text, int, int, int), app.forget_troubles(timestamptz) from public;
grant execute on function app.report_trouble(text, text, uuid, text, text, int, int, int), app.forget_troubles(timestamptz) to breakwater_app;
set local role breakwater_owner;
