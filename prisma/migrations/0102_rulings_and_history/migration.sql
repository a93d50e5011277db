-- Whether a standard applies to a country is ruled, with a reason, and rulings are kept: the newest counts. A waiver stands beside the outcome.
-- And what each night's evaluation found, kept where it differs from the night before, so that a figure has a past.
-- Safe: standard_applicability was never written. Undo: drop both tables and the function, restore the table of 0070.

drop table standard_applicability;
create table standard_applicability (
  id uuid primary key, country text not null references country, standard_key text not null, applicable boolean not null, reason text not null,
  target_on date, waiver text, ruled_by uuid not null references person, ruled_at timestamptz not null default clock_timestamp()
);
create index on standard_applicability (country, standard_key, ruled_at desc);
alter table standard_applicability enable row level security;
alter table standard_applicability force row level security;
create policy standard_applicability_definer on standard_applicability to breakwater_definer using (true) with check (true);
create policy standard_applicability_seen on standard_applicability for select to breakwater_app
  using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]));
create policy standard_applicability_ruled on standard_applicability for insert to breakwater_app
  with check ((select app.actor_regional()) and ruled_by = (select app.actor_person()));
grant select, insert on standard_applicability to breakwater_app;

create table standard_evaluation (
  country text not null references country, standard_key text not null, on_day date not null, status text not null,
  numerator float8, required float8, rule_hash text not null, primary key (country, standard_key, on_day)
);
create table evaluation_day (country text primary key references country, on_day date not null);
do $$
declare t text;
begin
  foreach t in array array['standard_evaluation', 'evaluation_day'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('grant select, insert, update on %I to breakwater_definer', t);
  end loop;
end $$;
create policy standard_evaluation_actor on standard_evaluation to breakwater_app
  using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]))
  with check (country = any ((select app.actor_countries())::text[]));
grant select, insert, update on standard_evaluation to breakwater_app;

-- Leaves word once for every country whose day has begun; days holds each country's own today.
create function app.begin_evaluation_days(days jsonb, event_topic text) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare d record; begun int := 0;
begin
  for d in select key as country, value::date as on_day from jsonb_each_text(days) loop
    insert into evaluation_day as e (country, on_day) values (d.country, d.on_day)
      on conflict (country) do update set on_day = excluded.on_day where e.on_day < excluded.on_day;
    if found then
      perform app.enqueue(gen_random_uuid(), event_topic, jsonb_build_object('country', d.country, 'on', d.on_day), d.country, null);
      begun := begun + 1;
    end if;
  end loop;
  return begun;
end $$;
alter function app.begin_evaluation_days(jsonb, text) owner to breakwater_definer;
revoke all on function app.begin_evaluation_days(jsonb, text) from public;
grant execute on function app.begin_evaluation_days(jsonb, text) to breakwater_app;
