-- Gap analysis (DESIGN §10): baselines as data; what countries state, append-only; snapshots that are released, hashed and chained.
-- A released cell is banded before it is stored for others; the exact one is its country's and the regional officers'. Undo: drop the tables.

create table baseline (key text not null, version int not null, status text not null, effective_from date not null, document_hash text not null, primary key (key, version));
create table priority_area (key text primary key, name text not null);
create table minimum_standard (
  id uuid primary key, baseline_key text not null, baseline_version int not null, key text not null, priority_area text not null references priority_area,
  specific_area text not null, title text not null, kind text not null, rule jsonb not null, rule_hash text not null, evidence text not null,
  core_only_counts boolean not null, position int not null, unique (baseline_key, baseline_version, key), foreign key (baseline_key, baseline_version) references baseline
);
create table standard_applicability (
  country text not null references country, standard_key text not null, applicable boolean not null, reason text not null, target_on date, waiver text, primary key (country, standard_key)
);
create table milestone_record (
  id uuid primary key, country text not null references country, milestone_key text not null, state text not null, reached_on date not null,
  evidence text not null, evidence_url text, entered_by uuid not null references person, entered_at timestamptz not null default clock_timestamp()
);
create index on milestone_record (country, milestone_key, entered_at desc);
create table indicator_record (
  id uuid primary key, country text not null references country, indicator_key text not null, value numeric, happened_on date, as_of_on date not null,
  evidence text not null, evidence_url text, entered_by uuid not null references person, entered_at timestamptz not null default clock_timestamp(),
  check ((value is null) <> (happened_on is null))
);
create index on indicator_record (country, indicator_key, entered_at desc);
create table snapshot (
  id uuid primary key, number int not null unique, as_of_on date not null, baseline_key text not null, baseline_version int not null,
  released_at timestamptz not null default clock_timestamp(), released_by uuid not null references person, previous_hash text not null, hash text not null unique
);
create table snapshot_cell (
  snapshot_id uuid not null references snapshot, country text not null references country, standard_key text not null, status text not null, cell jsonb not null,
  primary key (snapshot_id, country, standard_key)
);
create table snapshot_cell_exact (
  snapshot_id uuid not null references snapshot, country text not null references country, standard_key text not null, cell jsonb not null,
  primary key (snapshot_id, country, standard_key)
);
do $$
declare t text;
begin
  foreach t in array array['baseline', 'priority_area', 'minimum_standard', 'standard_applicability', 'snapshot', 'snapshot_cell'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to breakwater_app, breakwater_definer using (true)', t || '_public', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select on %I to breakwater_app, breakwater_definer', t);
  end loop;
  foreach t in array array['milestone_record', 'indicator_record', 'snapshot_cell_exact'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to breakwater_app using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]))', t || '_read', t);
    execute format('grant select on %I to breakwater_app', t);
  end loop;
  foreach t in array array['milestone_record', 'indicator_record'] loop
    execute format('create policy %I on %I for insert to breakwater_app with check (country = any ((select app.actor_countries())::text[]) and entered_by = (select app.actor_person()))', t || '_write', t);
    execute format('grant insert on %I to breakwater_app', t);
  end loop;
end $$;
-- A snapshot is written once, by a regional officer, and never changed.
create policy snapshot_release on snapshot for insert to breakwater_app with check (released_by = (select app.actor_person()) and (select app.actor_regional()));
create policy snapshot_cell_release on snapshot_cell for insert to breakwater_app with check ((select app.actor_regional()));
create policy snapshot_cell_exact_release on snapshot_cell_exact for insert to breakwater_app with check ((select app.actor_regional()));
grant insert on snapshot, snapshot_cell, snapshot_cell_exact to breakwater_app;
