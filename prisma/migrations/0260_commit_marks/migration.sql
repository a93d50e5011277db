-- A commit is named by its launch and its mark, which the shell gave it when the content said it; its sequence says only where the launch's
-- next one goes. A device that was wiped starts its sequences anew, and a journal may be older than what was sent: neither passes for a
-- duplicate any more, and a repeated one is known under any sequence. What was taken in, and what the learner chose, is numbered per attempt
-- (arrival), so that no decision depends on the server's clock and the state is the replay of that list.
-- Safe: columns are filled from what is there (a mark was its sequence), the function is replaced in the transaction that drops the old one,
-- choices made before are kept as choices of unknown content. Undo: restore the function of 0220, drop the table and the columns.

alter table attempt add column arrivals int not null default 0;
alter table commit_record add column mark int, add column arrival int;
update commit_record c set mark = c.sequence, arrival = n.arrival
from (select attempt_id, epoch, sequence, row_number() over (partition by attempt_id order by received_at, epoch, sequence) as arrival from commit_record) n
where (n.attempt_id, n.epoch, n.sequence) = (c.attempt_id, c.epoch, c.sequence);
alter table commit_record alter column mark set not null, alter column arrival set not null;
create unique index commit_record_mark on commit_record (attempt_id, epoch, mark);

create table branch_choice (
  attempt_id uuid not null references attempt, arrival int not null, person_id uuid not null references person,
  country text not null references country, branch text not null, choice text not null check (choice in ('keep', 'use', 'unrecorded')),
  chosen_at timestamptz not null default clock_timestamp(), primary key (attempt_id, arrival)
);
create index on branch_choice (country, branch);
alter table branch_choice enable row level security;
alter table branch_choice force row level security;
create policy branch_choice_read on branch_choice for select to breakwater_app
  using (person_id = (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])));
create policy branch_choice_insert on branch_choice for insert to breakwater_app with check (person_id = (select app.actor_person()));
grant select, insert on branch_choice to breakwater_app;

insert into branch_choice (attempt_id, arrival, person_id, country, branch, choice, chosen_at)
select a.id, count(c.*) + 1, a.person_id, a.country, a.branch, 'unrecorded', a.branch_decided_at
from attempt a left join commit_record c on c.attempt_id = a.id and c.received_at <= a.branch_decided_at
where a.branch_decided_at is not null group by a.id;
-- what came after a choice is numbered after it
update commit_record c set arrival = c.arrival + 1 from branch_choice b where b.attempt_id = c.attempt_id and c.arrival >= b.arrival;
update attempt a set arrivals = greatest(
  (select coalesce(max(c.arrival), 0) from commit_record c where c.attempt_id = a.id),
  (select coalesce(max(b.arrival), 0) from branch_choice b where b.attempt_id = a.id));
alter table attempt drop column branch_decided_at;

set local role breakwater_definer;
drop function app.apply_commit(uuid, text, int, text, text, int, jsonb, text, jsonb, jsonb);
set local role breakwater_owner;

-- One durable write of run-time data. Authority is the launch token together with the person; the epoch comes from the launch.
-- outcome: applied | duplicate (here already, or the launch has said something newer of this SCO) | gap (with the sequence expected)
-- | set_aside (a newer window has already saved) | unknown_launch. A null sequencing or course leaves what the attempt has; a commit that
-- comes after newer ones of its launch has no word in either.
create function app.apply_commit(person uuid, token_hash text, seq int, mark int, item text, visit text, seconds int, item_state jsonb,
  sequencing text, objectives jsonb, course jsonb)
returns jsonb language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare l launch; a attempt; last int; known boolean; newer boolean; before jsonb; after jsonb; finished boolean; changed text; stands jsonb;
begin
  select * into l from launch where launch.token_hash = apply_commit.token_hash and launch.person_id = person;
  if not found then return jsonb_build_object('outcome', 'unknown_launch'); end if;
  select * into a from attempt where id = l.attempt_id for update;
  select coalesce(max(c.sequence), 0) into last from commit_record c where c.attempt_id = a.id and c.epoch = l.epoch;
  select c.set_aside into known from commit_record c where c.attempt_id = a.id and c.epoch = l.epoch and c.mark >= apply_commit.mark
    and (c.mark = apply_commit.mark or c.item = apply_commit.item) order by c.mark limit 1;
  if found then
    return jsonb_build_object('outcome', case when known then 'set_aside' else 'duplicate' end, 'sequence', last);
  end if;
  if seq <> last + 1 then return jsonb_build_object('outcome', 'gap', 'expected', last + 1); end if;
  newer := exists (select 1 from commit_record c where c.attempt_id = a.id and c.epoch > l.epoch and not c.set_aside);
  if exists (select 1 from commit_record c where c.attempt_id = a.id and c.epoch = l.epoch and c.mark > apply_commit.mark) then
    sequencing := null; course := null; objectives := '{}';
  end if;
  -- a record set aside is used without the attempt it was made beside, so it keeps everything
  changed := case when newer or sequencing is distinct from a.sequencing then sequencing end;
  insert into commit_record (attempt_id, epoch, sequence, mark, arrival, person_id, country, branch, item, visit, seconds, item_state,
      set_aside, sequencing, objectives, course)
    values (a.id, l.epoch, seq, mark, a.arrivals + 1, a.person_id, a.country, a.branch, item, visit, seconds, item_state,
      newer, changed, objectives, course);
  if newer then
    update attempt set branch_epoch = l.epoch, arrivals = arrivals + 1 where id = a.id;
    return jsonb_build_object('outcome', 'set_aside', 'sequence', seq);
  end if;
  before := coalesce(a.state -> 'items' -> item, '{}');
  after := item_state || jsonb_build_object('time', coalesce(before -> 'time', '{}') || jsonb_build_object(l.epoch || '.' || visit, seconds));
  stands := coalesce(course, a.state -> 'course');
  finished := (item_state ->> 'completion' = 'completed' and before ->> 'completion' is distinct from 'completed')
    or stands is distinct from a.state -> 'course';
  update attempt set updated_at = clock_timestamp(), arrivals = arrivals + 1, sequencing = coalesce(changed, attempt.sequencing),
    state = jsonb_build_object('items', (a.state -> 'items') || jsonb_build_object(item, after), 'current', item)
      || case when stands is null then '{}' else jsonb_build_object('course', stands) end
    where id = a.id;
  if objectives <> '{}' then perform app.share_objectives(a, objectives); end if;
  if finished then
    perform app.enqueue(gen_random_uuid(), 'learning.item-completed', jsonb_build_object('attemptId', a.id), a.country, a.person_id);
  end if;
  return jsonb_build_object('outcome', 'applied', 'sequence', seq, 'attemptId', a.id, 'finished', finished);
end $$;
alter function app.apply_commit(uuid, text, int, int, text, text, int, jsonb, text, jsonb, jsonb) owner to breakwater_definer;
set local role breakwater_definer;
revoke all on function app.apply_commit(uuid, text, int, int, text, text, int, jsonb, text, jsonb, jsonb) from public;
grant execute on function app.apply_commit(uuid, text, int, int, text, text, int, jsonb, text, jsonb, jsonb) to breakwater_app;
set local role breakwater_owner;
