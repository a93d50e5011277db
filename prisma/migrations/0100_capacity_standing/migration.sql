-- The ledger as it stands today, kept beside the rollup: reading the region costs the same at a thousand and at a million awards. One row per
-- series for the day that the last roll-up looked at; another day is still summed from the rollup, and the tail above the mark is always added.
-- Lapsed people are counted by the roll-up too, so that figure may be minutes old. Safe: creates, and replaces two functions of 0050 by ones
-- that answer alike. Undo: restore those two, drop the tables and the column.

create table capacity_standing (
  country text not null, profession_key text not null, certification_key text not null, scope text not null, assurance text not null,
  certified bigint not null, in90 bigint not null, in180 bigint not null,
  primary key (country, certification_key, profession_key, scope, assurance)
);
create table capacity_lapsed (
  country text not null, profession_key text not null, certification_key text not null, lapsed int not null,
  primary key (country, certification_key, profession_key)
);
alter table capacity_rollup_mark add column standing_on date;

do $$
declare t text;
begin
  foreach t in array array['capacity_standing', 'capacity_lapsed'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('create policy %I on %I for select to breakwater_app
      using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]))', t || '_actor', t);
    execute format('grant select, insert, update, delete on %I to breakwater_definer', t);
    execute format('grant select on %I to breakwater_app', t);
  end loop;
end $$;

drop function app.roll_up_capacity();

set local role breakwater_definer;
-- Who once held a certification and holds it no more on a day, counted from the holdings; pairs are (country, certification).
create function app.count_lapsed(countries text[], certifications text[], on_day date)
returns table (country text, certification_key text, profession_key text, lapsed int)
language sql stable set search_path = pg_catalog, public, app as $$
  select h.country, h.certification_key, h.profession_key, count(distinct h.person_id)::int
  from capacity_holding h join unnest(countries, certifications) as pair (country, certification_key) using (country, certification_key)
  where h.to_on < on_day
    and not exists (select 1 from capacity_holding n where n.person_id = h.person_id and n.certification_key = h.certification_key
      and n.country = h.country and n.from_on <= on_day and n.to_on >= on_day)
  group by 1, 2, 3
$$;

-- Moves what every transaction can see into the rollup and brings the standing of the day up to date. Safe at any time, twice, or never.
create function app.roll_up_capacity(on_day date) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare upper_bound xid8 := pg_snapshot_xmin(pg_current_snapshot()); mark capacity_rollup_mark; moved int; countries text[]; certifications text[];
begin
  select * into mark from capacity_rollup_mark where id = 1 for update;
  insert into capacity_rollup as r (country, profession_key, certification_key, scope, assurance, day, change)
    select d.country, d.profession_key, d.certification_key, d.scope, d.assurance, d.day, sum(d.change) from capacity_delta d
    where d.tx >= mark.below and d.tx < upper_bound group by 1, 2, 3, 4, 5, 6
  on conflict (country, certification_key, profession_key, scope, assurance, day) do update set change = r.change + excluded.change;
  get diagnostics moved = row_count;
  -- the (country, certification) pairs to count again: all on a new day, else those that moved
  select array_agg(p.country), array_agg(p.certification_key) into countries, certifications from (
    select distinct r.country, r.certification_key from capacity_rollup r where mark.standing_on is distinct from on_day
    union select d.country, d.certification_key from capacity_delta d where d.tx >= mark.below and d.tx < upper_bound) p;
  delete from capacity_standing s using unnest(countries, certifications) as p (country, certification_key)
    where s.country = p.country and s.certification_key = p.certification_key;
  insert into capacity_standing (country, profession_key, certification_key, scope, assurance, certified, in90, in180)
    select r.country, r.profession_key, r.certification_key, r.scope, r.assurance, coalesce(sum(r.change) filter (where r.day <= on_day), 0),
      coalesce(sum(r.change) filter (where r.day <= on_day + 90), 0), coalesce(sum(r.change) filter (where r.day <= on_day + 180), 0)
    from capacity_rollup r join unnest(countries, certifications) as p (country, certification_key) using (country, certification_key)
    group by 1, 2, 3, 4, 5;
  delete from capacity_lapsed l using unnest(countries, certifications) as p (country, certification_key)
    where l.country = p.country and l.certification_key = p.certification_key;
  insert into capacity_lapsed (country, profession_key, certification_key, lapsed)
    select c.country, c.profession_key, c.certification_key, c.lapsed from app.count_lapsed(countries, certifications, on_day) c;
  update capacity_rollup_mark set below = upper_bound, standing_on = on_day where id = 1;
  return moved;
end $$;

create or replace function app.lapsed_counts(countries text[], on_day date)
returns table (country text, certification_key text, profession_key text, lapsed int)
language plpgsql stable security definer set search_path = pg_catalog, public, app as $$
declare allowed text[] := array(select c from unnest(countries) c where app.actor_regional() or c = any (app.actor_countries()));
begin
  if (select standing_on from capacity_rollup_mark) = on_day then
    return query select l.country, l.certification_key, l.profession_key, l.lapsed from capacity_lapsed l where l.country = any (allowed);
  else
    return query select n.* from app.count_lapsed(
      (select array_agg(a order by a, k) from unnest(allowed) a, (select key k from certification) c),
      (select array_agg(k order by a, k) from unnest(allowed) a, (select key k from certification) c), on_day) n;
  end if;
end $$;
set local role breakwater_owner;

revoke all on function app.count_lapsed(text[], text[], date) from public;
revoke all on function app.roll_up_capacity(date) from public;
grant execute on function app.roll_up_capacity(date) to breakwater_app;
