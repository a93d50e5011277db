-- Work set aside: a repeated commit is answered as it was the first time, and a learner's choice covers only what was set aside since the
-- last choice. Safe: one nullable column, one function replaced with the same signature. Undo: restore the function of 0030, drop the column.

alter table attempt add column branch_decided_at timestamptz;

-- replaced by its owner; its grants stay
set local role breakwater_definer;
create or replace function app.apply_commit(person uuid, token_hash text, seq int, item text, visit text, seconds int, item_state jsonb)
returns jsonb language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare l launch; a attempt; last int; newer boolean; before jsonb; after jsonb; finished boolean;
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
  insert into commit_record (attempt_id, epoch, sequence, person_id, country, branch, item, visit, seconds, item_state, set_aside)
    values (a.id, l.epoch, seq, a.person_id, a.country, a.branch, item, visit, seconds, item_state, newer);
  if newer then
    update attempt set branch_epoch = l.epoch where id = a.id;
    return jsonb_build_object('outcome', 'set_aside', 'sequence', seq);
  end if;
  before := coalesce(a.state -> 'items' -> item, '{}');
  after := item_state || jsonb_build_object('time', coalesce(before -> 'time', '{}') || jsonb_build_object(l.epoch || '.' || visit, seconds));
  finished := item_state ->> 'completion' = 'completed' and before ->> 'completion' is distinct from 'completed';
  update attempt set state = jsonb_build_object('items', (a.state -> 'items') || jsonb_build_object(item, after), 'current', item),
    updated_at = clock_timestamp() where id = a.id;
  if finished then
    perform app.enqueue(gen_random_uuid(), 'learning.item-completed', jsonb_build_object('attemptId', a.id), a.country, a.person_id);
  end if;
  return jsonb_build_object('outcome', 'applied', 'sequence', seq, 'attemptId', a.id, 'finished', finished);
end $$;
set local role breakwater_owner;
