-- The capacity ledger (DESIGN §9): holdings per person under row-level security, and append-only deltas without persons, from which
-- "who is certified on any day" is one sum. Workforce counts are append-only statements of the contact points. Undo: drop the tables.

create table capacity_holding (
  person_id uuid not null references person, country text not null references country, branch text not null,
  profession_key text not null references profession, certification_key text not null, scope text not null check (scope in ('full', 'core_only')),
  assurance text not null, basis text not null default 'platform', extended boolean not null default false,
  from_on date not null, to_on date not null check (to_on >= from_on), award_id uuid not null
);
create index on capacity_holding (country, branch, certification_key);
create index on capacity_holding (person_id);

-- country '*' is the region, profession_key '*' is any: in those a person counts once per certification, at best standing
create table capacity_delta (
  id bigint generated always as identity primary key,
  country text not null, profession_key text not null, certification_key text not null, scope text not null, assurance text not null,
  day date not null, change int not null check (change in (-1, 1)), cause text not null,
  generation int not null default 1, recorded_at timestamptz not null default clock_timestamp(), tx xid8 not null default pg_current_xact_id()
);
create index on capacity_delta (tx);
create index on capacity_delta (country, certification_key, day);

-- Sums of deltas below a transaction that every reader has seen; reads add the short tail.
create table capacity_rollup (
  country text not null, profession_key text not null, certification_key text not null, scope text not null, assurance text not null,
  day date not null, change bigint not null, primary key (country, certification_key, profession_key, scope, assurance, day)
);
create table capacity_rollup_mark (id int primary key check (id = 1), below xid8 not null);
insert into capacity_rollup_mark values (1, '0');

create table workforce_count (
  id uuid primary key, country text not null references country, population_key text not null references population, as_of_on date not null,
  value int not null check (value >= 0), low int not null check (low >= 0 and low <= value), high int not null check (high >= value),
  method text not null check (method in ('payroll', 'establishment_list', 'gazette', 'survey', 'estimate', 'model')),
  source text not null, note text, entered_by uuid not null references person, entered_at timestamptz not null default clock_timestamp()
);
create index on workforce_count (country, population_key, as_of_on desc);

do $$
declare t text;
begin
  foreach t in array array['capacity_holding', 'capacity_delta', 'capacity_rollup', 'capacity_rollup_mark', 'workforce_count'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert, update, delete on %I to breakwater_definer', t);
    execute format('grant select on %I to breakwater_app', t);
  end loop;
end $$;
grant insert on workforce_count to breakwater_app;
create policy capacity_holding_actor on capacity_holding for select to breakwater_app
  using (person_id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])));
create policy capacity_delta_actor on capacity_delta for select to breakwater_app
  using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]));
create policy capacity_rollup_actor on capacity_rollup for select to breakwater_app
  using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]));
create policy capacity_rollup_mark_actor on capacity_rollup_mark for select to breakwater_app using (true);
create policy workforce_count_actor on workforce_count to breakwater_app
  using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]))
  with check (country = any ((select app.actor_countries())::text[]) and entered_by = (select app.actor_person()));

-- Replaces a person's holdings and appends the difference; the caller computed both (app/domain/capacity/holdings.ts).
create function app.write_holdings(person uuid, holdings jsonb, deltas jsonb, why text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  delete from capacity_holding where person_id = person;
  insert into capacity_holding (person_id, country, branch, profession_key, certification_key, scope, assurance, from_on, to_on, award_id)
    select person, h.country, h.branch, h.profession, h.certification, h.scope, h.assurance, h."from", h."to", h."awardId"
    from jsonb_to_recordset(holdings) as h (country text, branch text, profession text, certification text, scope text, assurance text, "from" date, "to" date, "awardId" uuid);
  insert into capacity_delta (country, profession_key, certification_key, scope, assurance, day, change, cause)
    select d.country, d.profession, d.certification, d.scope, d.assurance, d.day, d.change, why
    from jsonb_to_recordset(deltas) as d (country text, profession text, certification text, scope text, assurance text, day date, change int);
end $$;

-- Moves what every transaction can see into the rollup. Safe to run at any time, twice, or never.
create function app.roll_up_capacity() returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare upper_bound xid8 := pg_snapshot_xmin(pg_current_snapshot()); lower_bound xid8; moved int;
begin
  select below into lower_bound from capacity_rollup_mark where id = 1 for update;
  insert into capacity_rollup as r (country, profession_key, certification_key, scope, assurance, day, change)
    select country, profession_key, certification_key, scope, assurance, day, sum(change) from capacity_delta
    where tx >= lower_bound and tx < upper_bound group by 1, 2, 3, 4, 5, 6
  on conflict (country, certification_key, profession_key, scope, assurance, day) do update set change = r.change + excluded.change;
  get diagnostics moved = row_count;
  update capacity_rollup_mark set below = upper_bound where id = 1;
  return moved;
end $$;

-- How many people of a country once held a certification and hold it no more on a day: counts only, all branches.
create function app.lapsed_counts(countries text[], on_day date)
returns table (country text, certification_key text, profession_key text, lapsed int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select h.country, h.certification_key, h.profession_key, count(distinct h.person_id)::int from capacity_holding h
  where h.country = any (countries) and (app.actor_regional() or h.country = any (app.actor_countries())) and h.to_on < on_day
    and not exists (select 1 from capacity_holding n where n.person_id = h.person_id and n.certification_key = h.certification_key
      and n.country = h.country and n.from_on <= on_day and n.to_on >= on_day)
  group by 1, 2, 3
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.write_holdings(uuid,jsonb,jsonb,text)', 'app.roll_up_capacity()', 'app.lapsed_counts(text[],date)']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
