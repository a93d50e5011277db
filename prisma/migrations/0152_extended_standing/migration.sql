-- The ledger learns to tell days that only a hardship extension holds ("extended, not renewed"): a dimension of holdings, deltas, rollup and standing,
-- so that a figure can say how many of it are extended, on any day. Safe: nobody was extended before, so every row is right with false, and the
-- functions answer as before for them. Undo: restore the functions of 0050, 0060 and 0100, drop the columns.
alter table capacity_delta add column extended boolean not null default false;
alter table capacity_rollup add column extended boolean not null default false;
alter table capacity_rollup drop constraint capacity_rollup_pkey;
alter table capacity_rollup add primary key (country, certification_key, profession_key, scope, assurance, extended, day);
alter table capacity_standing add column extended boolean not null default false;
alter table capacity_standing drop constraint capacity_standing_pkey;
alter table capacity_standing add primary key (country, certification_key, profession_key, scope, assurance, extended);

set local role breakwater_definer;
create or replace function app.write_holdings(person uuid, holdings jsonb, deltas jsonb, why text) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  delete from capacity_holding where person_id = person;
  insert into capacity_holding (person_id, country, branch, profession_key, certification_key, scope, assurance, extended, from_on, to_on, award_id)
    select person, h.country, h.branch, h.profession, h.certification, h.scope, h.assurance, h.extended, h."from", h."to", h."awardId"
    from jsonb_to_recordset(holdings) as h (country text, branch text, profession text, certification text, scope text, assurance text, extended boolean, "from" date, "to" date, "awardId" uuid);
  insert into capacity_delta (country, profession_key, certification_key, scope, assurance, extended, day, change, cause)
    select d.country, d.profession, d.certification, d.scope, d.assurance, d.extended, d.day, d.change, why
    from jsonb_to_recordset(deltas) as d (country text, profession text, certification text, scope text, assurance text, extended boolean, day date, change int);
end $$;

-- as in 0100, with the dimension
create or replace function app.roll_up_capacity(on_day date) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare upper_bound xid8 := pg_snapshot_xmin(pg_current_snapshot()); mark capacity_rollup_mark; moved int; countries text[]; certifications text[];
begin
  select * into mark from capacity_rollup_mark where id = 1 for update;
  insert into capacity_rollup as r (country, profession_key, certification_key, scope, assurance, extended, day, change)
    select d.country, d.profession_key, d.certification_key, d.scope, d.assurance, d.extended, d.day, sum(d.change) from capacity_delta d
    where d.tx >= mark.below and d.tx < upper_bound group by 1, 2, 3, 4, 5, 6, 7
  on conflict (country, certification_key, profession_key, scope, assurance, extended, day) do update set change = r.change + excluded.change;
  get diagnostics moved = row_count;
  -- the (country, certification) pairs to count again: all on a new day, else those that moved
  select array_agg(p.country), array_agg(p.certification_key) into countries, certifications from (
    select distinct r.country, r.certification_key from capacity_rollup r where mark.standing_on is distinct from on_day
    union select d.country, d.certification_key from capacity_delta d where d.tx >= mark.below and d.tx < upper_bound) p;
  delete from capacity_standing s using unnest(countries, certifications) as p (country, certification_key)
    where s.country = p.country and s.certification_key = p.certification_key;
  insert into capacity_standing (country, profession_key, certification_key, scope, assurance, extended, certified, in90, in180)
    select r.country, r.profession_key, r.certification_key, r.scope, r.assurance, r.extended, coalesce(sum(r.change) filter (where r.day <= on_day), 0),
      coalesce(sum(r.change) filter (where r.day <= on_day + 90), 0), coalesce(sum(r.change) filter (where r.day <= on_day + 180), 0)
    from capacity_rollup r join unnest(countries, certifications) as p (country, certification_key) using (country, certification_key)
    group by 1, 2, 3, 4, 5, 6;
  delete from capacity_lapsed l using unnest(countries, certifications) as p (country, certification_key)
    where l.country = p.country and l.certification_key = p.certification_key;
  insert into capacity_lapsed (country, profession_key, certification_key, lapsed)
    select c.country, c.profession_key, c.certification_key, c.lapsed from app.count_lapsed(countries, certifications, on_day) c;
  update capacity_rollup_mark set below = upper_bound, standing_on = on_day where id = 1;
  return moved;
end $$;
set local role breakwater_owner;
