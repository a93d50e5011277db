-- Hardship events (languages-and-context §4): a country's contact point or the RIFC declares a storm, an outage and the like; due dates pause and
-- certificates that would expire are extended, never renewed. An event is never edited: ending it early is a row beside it.
-- That an event exists is not personal: its days and name may be read by whoever counts due dates, its reason only within the country and the region.
-- Safe: creates only. Undo: drop the function and both tables.
create table hardship_event (
  id uuid primary key, country text not null references country, kind text not null check (kind in ('storm', 'volcano', 'earthquake', 'outage', 'insecurity', 'other')),
  name text not null check (length(name) between 3 and 120), from_on date not null, expected_to_on date not null check (expected_to_on >= from_on),
  extension_months int not null check (extension_months between 1 and 6), reason text not null,
  declared_by uuid not null references person, declared_at timestamptz not null default clock_timestamp()
);
create index on hardship_event (country, from_on desc);
-- the last day of the event; the day before it began says that it never came
create table hardship_event_end (
  event_id uuid primary key references hardship_event, country text not null references country, ended_on date not null, reason text not null,
  ended_by uuid not null references person, ended_at timestamptz not null default clock_timestamp()
);
create index on hardship_event_end (country);
do $$
declare t text; who text;
begin
  foreach t in array array['hardship_event', 'hardship_event_end'] loop
    who := case t when 'hardship_event' then 'declared_by' else 'ended_by' end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to breakwater_definer using (true)', t || '_definer', t);
    execute format($p$create policy %I on %I for select to breakwater_app using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[])
      or country = (select p.country from person p where p.id = (select app.actor_person())))$p$, t || '_seen', t);
    execute format($p$create policy %I on %I for insert to breakwater_app with check (%I = (select app.actor_person())
      and ((select app.actor_has('rifc_officer')) or ((select app.actor_has('ncpoc')) and country = any ((select app.actor_countries())::text[]))))$p$, t || '_declared', t, who);
    execute format('grant select on %I to breakwater_definer', t);
    execute format('grant select, insert on %I to breakwater_app', t);
  end loop;
end $$;

set local role breakwater_definer;
-- From which to which day due dates pause in a country, and because of what; for whoever counts them, also on behalf of another country's people.
create function app.hardship_pauses(of_country text) returns table (event_id uuid, name text, from_on date, to_on date)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select e.id, e.name, e.from_on, coalesce(n.ended_on, e.expected_to_on) from hardship_event e left join hardship_event_end n on n.event_id = e.id
  where e.country = of_country and coalesce(n.ended_on, e.expected_to_on) >= e.from_on order by e.from_on, e.id
$$;
revoke all on function app.hardship_pauses(text) from public;
grant execute on function app.hardship_pauses(text) to breakwater_app;
set local role breakwater_owner;
