-- What a SCORM 2004 package needs beside the values of its SCOs: the sequencing state of its activity tree (opaque to the server), the
-- standing of the tree as a whole, and the global objectives that outlive an attempt (SN 4th ed. §3.10.2, objectivesGlobalToSystem).
-- Sequencing stands in a column of its own, because lists of learners read the state of many attempts and never need it. A record keeps it
-- only where it differs from what the attempt had, so that a commit without navigation costs nothing.
-- Safe: nullable or defaulted columns, one new table, the function replaced with three more parameters in the transaction that drops the old
-- one. Undo: restore the function of 0091, drop the table and the columns.

alter table attempt add column sequencing text;
alter table commit_record add column sequencing text, add column objectives jsonb not null default '{}', add column course jsonb;

create table global_objective (
  person_id uuid not null references person, objective text not null, value text not null, attempt_id uuid not null references attempt,
  country text not null references country, branch text not null, updated_at timestamptz not null default clock_timestamp(),
  primary key (person_id, objective)
);
create index on global_objective (country, branch);
alter table global_objective enable row level security;
alter table global_objective force row level security;
create policy global_objective_definer on global_objective to breakwater_definer using (true) with check (true);
grant select, insert, update on global_objective to breakwater_definer;
-- what content claimed about a person is disclosed as scores are; only the person's own work writes it
create policy global_objective_read on global_objective for select to breakwater_app
  using (person_id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or exists (select 1 from disclosure d where d.person_id = global_objective.person_id and 'scores' = any (d.fields)
      and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date));
create policy global_objective_insert on global_objective for insert to breakwater_app with check (person_id = (select app.actor_person()));
create policy global_objective_update on global_objective for update to breakwater_app
  using (person_id = (select app.actor_person())) with check (person_id = (select app.actor_person()));
grant select, insert, update on global_objective to breakwater_app;

-- Shares what an attempt wrote into the person's global objectives; what staff try out is not shared. Runs with the caller's rights.
create function app.share_objectives(a attempt, objectives jsonb) returns void language sql set search_path = pg_catalog, public, app as $$
  insert into global_objective (person_id, objective, value, attempt_id, country, branch)
  select a.person_id, o.key, o.value, a.id, a.country, a.branch from jsonb_each_text(objectives) o
  where exists (select 1 from registration r where r.id = a.registration_id and r.enrolment_id is not null) order by o.key
  on conflict (person_id, objective) do update
    set value = excluded.value, attempt_id = excluded.attempt_id, country = excluded.country, branch = excluded.branch, updated_at = clock_timestamp()
$$;
revoke all on function app.share_objectives(attempt, jsonb) from public;
grant execute on function app.share_objectives(attempt, jsonb) to breakwater_definer, breakwater_app;

set local role breakwater_definer;
drop function app.apply_commit(uuid, text, int, text, text, int, jsonb);
set local role breakwater_owner;

-- One durable write of run-time data. Authority is the launch token together with the person; the epoch comes from the launch.
-- outcome: applied | duplicate | gap (with the sequence expected) | set_aside (a newer window has already saved) | unknown_launch
-- A null sequencing or course leaves what the attempt has.
create function app.apply_commit(person uuid, token_hash text, seq int, item text, visit text, seconds int, item_state jsonb,
  sequencing text, objectives jsonb, course jsonb)
returns jsonb language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare l launch; a attempt; last int; newer boolean; before jsonb; after jsonb; finished boolean; changed text; stands jsonb;
begin
  select * into l from launch where launch.token_hash = apply_commit.token_hash and launch.person_id = person;
  if not found then return jsonb_build_object('outcome', 'unknown_launch'); end if;
  select * into a from attempt where id = l.attempt_id for update;
  select coalesce(max(c.sequence), 0) into last from commit_record c where c.attempt_id = a.id and c.epoch = l.epoch;
  if seq <= last then
    select c.set_aside into newer from commit_record c where c.attempt_id = a.id and c.epoch = l.epoch and c.sequence = seq;
    return jsonb_build_object('outcome', case when newer then 'set_aside' else 'duplicate' end, 'sequence', last);
  end if;
  if seq > last + 1 then return jsonb_build_object('outcome', 'gap', 'expected', last + 1); end if;
  newer := exists (select 1 from commit_record c where c.attempt_id = a.id and c.epoch > l.epoch and not c.set_aside);
  -- a record set aside is used without the attempt it was made beside, so it keeps everything
  changed := case when newer or sequencing is distinct from a.sequencing then sequencing end;
  insert into commit_record (attempt_id, epoch, sequence, person_id, country, branch, item, visit, seconds, item_state, set_aside,
      sequencing, objectives, course)
    values (a.id, l.epoch, seq, a.person_id, a.country, a.branch, item, visit, seconds, item_state, newer, changed, objectives, course);
  if newer then
    update attempt set branch_epoch = l.epoch where id = a.id;
    return jsonb_build_object('outcome', 'set_aside', 'sequence', seq);
  end if;
  before := coalesce(a.state -> 'items' -> item, '{}');
  after := item_state || jsonb_build_object('time', coalesce(before -> 'time', '{}') || jsonb_build_object(l.epoch || '.' || visit, seconds));
  stands := coalesce(course, a.state -> 'course');
  finished := (item_state ->> 'completion' = 'completed' and before ->> 'completion' is distinct from 'completed')
    or stands is distinct from a.state -> 'course';
  update attempt set updated_at = clock_timestamp(), sequencing = coalesce(changed, attempt.sequencing),
    state = jsonb_build_object('items', (a.state -> 'items') || jsonb_build_object(item, after), 'current', item)
      || case when stands is null then '{}' else jsonb_build_object('course', stands) end
    where id = a.id;
  if objectives <> '{}' then perform app.share_objectives(a, objectives); end if;
  if finished then
    perform app.enqueue(gen_random_uuid(), 'learning.item-completed', jsonb_build_object('attemptId', a.id), a.country, a.person_id);
  end if;
  return jsonb_build_object('outcome', 'applied', 'sequence', seq, 'attemptId', a.id, 'finished', finished);
end $$;
alter function app.apply_commit(uuid, text, int, text, text, int, jsonb, text, jsonb, jsonb) owner to breakwater_definer;
set local role breakwater_definer;
revoke all on function app.apply_commit(uuid, text, int, text, text, int, jsonb, text, jsonb, jsonb) from public;
grant execute on function app.apply_commit(uuid, text, int, text, text, int, jsonb, text, jsonb, jsonb) to breakwater_app;
set local role breakwater_owner;
