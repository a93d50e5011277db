-- What content claims about a finished attempt is checked for plausibility: C1 when every check passes, else C0 and a question to those who
-- teach the learner. Their answers are kept, each with the doubts it was about. A rejected claim takes the completion back that rested on it;
-- certification is told. Claims are disclosed as scores are. Safe: creates only, one check constraint widened. Undo: drop tables and functions.

create table claim_check (
  attempt_id uuid primary key references attempt, person_id uuid not null references person, country text not null references country,
  branch text not null, doubts jsonb not null, assurance text not null check (assurance in ('C0', 'C1')), checked_at timestamptz not null,
  check ((assurance = 'C1') = (doubts = '[]'))
);
create index on claim_check (country, branch);
create index on claim_check (checked_at);

create table claim_decision (
  id uuid primary key, attempt_id uuid not null references attempt, person_id uuid not null references person,
  country text not null references country, branch text not null, decision text not null check (decision in ('accepted', 'rejected')),
  doubts jsonb not null, reason text not null check (length(reason) between 1 and 2000), decided_by uuid not null references person,
  decided_at timestamptz not null default clock_timestamp()
);
create index on claim_decision (country, branch);
create index on claim_decision (attempt_id, decided_at desc);
create trigger claim_decision_kept before update or delete on claim_decision for each row execute function app.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['claim_check', 'claim_decision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('grant select, insert, update on %I to breakwater_definer', t);
    execute format('grant select on %I to breakwater_app', t);
    execute format($p$create policy %I on %I for select to breakwater_app
      using (person_id = (select app.actor_person())
        or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
        or exists (select 1 from disclosure d where d.person_id = %I.person_id and 'scores' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))$p$, t || '_read', t, t);
  end loop;
end $$;
create policy claim_check_write on claim_check for insert to breakwater_app
  with check (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]));
create policy claim_check_again on claim_check for update to breakwater_app
  using (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
  with check (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]));
grant insert, update on claim_check to breakwater_app;

alter table award_revocation drop constraint award_revocation_cause_check;
alter table award_revocation add constraint award_revocation_cause_check
  check (cause in ('decision', 'practical_corrected', 'attendance_corrected', 'claim_rejected'));

set local role breakwater_definer;
-- In which activities of a version anybody's attempt has recorded answers: where it does, a score without any is odd.
create function app.activities_with_answers(version uuid) returns table (activity text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select distinct i.key from (select a.state from registration r join attempt a on a.registration_id = r.id
      where r.package_version_id = version order by a.updated_at desc limit 200) t
    cross join lateral jsonb_each(t.state -> 'items') i where i.value -> 'cmi' ? 'cmi.interactions.0.id'
$$;
-- Answers a question once for the doubts it is about; true when a completion was taken back with it.
create function app.decide_claim(decision_id uuid, of_attempt uuid, verdict text, remark text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare c claim_check;
begin
  select * into c from claim_check k where k.attempt_id = of_attempt and k.assurance = 'C0' and exists (select 1 from disclosure d
    where d.person_id = k.person_id and 'scores' = any (d.fields) and d.organisation_id = any (app.actor_organisations()) and d.until_on >= current_date) for update;
  if not found then raise exception 'this claim is somebody else''s' using errcode = '42501'; end if;
  insert into claim_decision (id, attempt_id, person_id, country, branch, decision, doubts, reason, decided_by)
    values (decision_id, c.attempt_id, c.person_id, c.country, c.branch, verdict, c.doubts, remark, app.actor_person());
  if verdict <> 'rejected' then return false; end if;
  delete from module_completion m where m.attempt_id = c.attempt_id and m.cause = 'content';
  return found;
end $$;
-- Leaves word for finished attempts that have changed since they were checked.
create function app.spread_changed_claims(since timestamptz) returns int
language sql security definer set search_path = pg_catalog, public, app as $$
  with word as (
    select app.enqueue(gen_random_uuid(), 'learning.claim-made', jsonb_build_object('attemptId', c.attempt_id), c.country, c.person_id)
    from claim_check c join attempt a on a.id = c.attempt_id where c.checked_at > since and a.updated_at > c.checked_at)
  select count(*)::int from word
$$;
do $$
declare f text;
begin
  foreach f in array array['app.activities_with_answers(uuid)', 'app.decide_claim(uuid,uuid,text,text)', 'app.spread_changed_claims(timestamptz)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
set local role breakwater_owner;
