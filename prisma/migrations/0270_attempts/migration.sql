-- Attempts: how many a learner has and which counts, why each one after the first was opened, and launches that cannot save.
-- The curriculum's module says the rule (its document, published and immutable); an academy may say another for one of its cohorts, and that
-- holds for a person as long as the cohort's disclosure does. A launch for review or browsing has no token: no commit can ever belong to it.
-- Nothing is deleted: a reset opens another attempt. Safe: new tables, columns that older code does not write, one function with one more
-- parameter. Undo: drop the tables, functions and columns, restore app.complete_module of 0030.

create table attempt_policy (
  id uuid primary key, cohort_id uuid not null references cohort, module_id uuid not null references module,
  organisation_id uuid not null references organisation,
  -- all null: as the curriculum says
  attempt_limit int check (attempt_limit between 1 and 100), counts text check (counts in ('best', 'last', 'first', 'highest_status')),
  next_attempt text check (next_attempt in ('after_end', 'after_failure', 'always', 'on_request')),
  set_by uuid not null references person, set_at timestamptz not null default clock_timestamp(),
  check ((counts is null) = (next_attempt is null) and (counts is not null or attempt_limit is null))
);
create index on attempt_policy (module_id, cohort_id, set_at desc);
alter table attempt_policy enable row level security;
alter table attempt_policy force row level security;
-- a rule of teaching, no person's: whoever learns by it reads it
create policy attempt_policy_read on attempt_policy for select to breakwater_app using (app.actor_person() is not null);
create policy attempt_policy_set on attempt_policy for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]) and set_by = (select app.actor_person())
    and exists (select 1 from cohort c where c.id = cohort_id and c.organisation_id = attempt_policy.organisation_id));
grant select, insert on attempt_policy to breakwater_app;

create table attempt_opening (
  attempt_id uuid primary key references attempt, registration_id uuid not null references registration, person_id uuid not null references person,
  country text not null references country, branch text not null,
  cause text not null check (cause in ('learner', 'granted', 'reset', 'moved', 'restarted', 'rejected')),
  reason text not null default '' check (length(reason) <= 2000), opened_by uuid references person, opened_at timestamptz not null default clock_timestamp()
);
create index on attempt_opening (country, branch);
create index on attempt_opening (registration_id);

create table attempt_request (
  id uuid primary key, registration_id uuid not null references registration, person_id uuid not null references person,
  country text not null references country, branch text not null, reason text not null check (length(reason) between 1 and 2000),
  requested_at timestamptz not null default clock_timestamp(),
  decision text check (decision in ('granted', 'refused')), decision_reason text check (length(decision_reason) <= 2000),
  decided_by uuid references person, decided_at timestamptz
);
create unique index attempt_request_open on attempt_request (registration_id) where decided_at is null;
create index on attempt_request (country, branch);

do $$
declare t text;
begin
  foreach t in array array['attempt_opening', 'attempt_request'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('grant select, insert, update on %I to breakwater_definer', t);
    execute format('grant select on %I to breakwater_app', t);
    execute format($p$create policy %I on %I for select to breakwater_app
      using (person_id = (select app.actor_person())
        or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
        or exists (select 1 from disclosure d where d.person_id = %I.person_id and 'progress' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))$p$, t || '_read', t, t);
  end loop;
end $$;
create policy attempt_request_ask on attempt_request for insert to breakwater_app
  with check (person_id = (select app.actor_person()) and decided_at is null);
grant insert on attempt_request to breakwater_app;

alter table launch add column mode text not null default 'normal' check (mode in ('normal', 'review', 'browse'));
alter table launch alter column token_hash drop not null, alter column epoch drop not null;
alter table launch add constraint launch_without_results check ((mode = 'normal') = (token_hash is not null) and (mode = 'normal') = (epoch is not null));

alter table module_completion add column attempt_id uuid references attempt;

set local role breakwater_definer;
-- Opens another attempt of a registration, for the learner or for staff whom the learner is disclosed to; commands say when that may be.
create function app.open_attempt(new_attempt uuid, of_registration uuid, why text, remark text) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare r registration; last attempt; fresh int;
begin
  select * into r from registration where id = of_registration and ended_at is null;
  if not found or not (case when why = 'learner' then r.person_id = app.actor_person() else exists (select 1 from disclosure d
      where d.person_id = r.person_id and 'progress' = any (d.fields) and d.organisation_id = any (app.actor_organisations()) and d.until_on >= current_date) end)
  then raise exception 'this attempt is somebody else''s' using errcode = '42501'; end if;
  select * into last from attempt where registration_id = r.id order by number desc limit 1 for update;
  fresh := last.number + 1;
  insert into attempt (id, registration_id, person_id, country, branch, number) values (new_attempt, r.id, r.person_id, r.country, r.branch, fresh);
  insert into attempt_opening (attempt_id, registration_id, person_id, country, branch, cause, reason, opened_by)
    values (new_attempt, r.id, r.person_id, r.country, r.branch, why, remark, app.actor_person());
  return fresh;
end $$;

-- Answers an open request once; false when it was answered before or is out of reach.
create function app.decide_attempt_request(request uuid, verdict text, remark text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  update attempt_request q set decision = verdict, decision_reason = remark, decided_by = app.actor_person(), decided_at = clock_timestamp()
  where q.id = request and q.decided_at is null and exists (select 1 from disclosure d where d.person_id = q.person_id and 'progress' = any (d.fields)
    and d.organisation_id = any (app.actor_organisations()) and d.until_on >= current_date);
  return found;
end $$;

drop function app.complete_module(uuid, uuid, uuid, text);
-- As in 0030, with the attempt that completed it, where it was content that did.
create function app.complete_module(completion uuid, enrolment_of uuid, module_of uuid, why text, by_attempt uuid)
returns table (person_id uuid, country text)
language sql security definer set search_path = pg_catalog, public, app as $$
  insert into module_completion as c (id, enrolment_id, module_id, person_id, country, branch, cause, attempt_id)
  select completion, e.id, module_of, e.person_id, e.country, e.branch, why, by_attempt from enrolment e where e.id = enrolment_of
  on conflict (enrolment_id, module_id) do nothing returning c.person_id, c.country
$$;

do $$
declare f text;
begin
  foreach f in array array['app.open_attempt(uuid,uuid,text,text)', 'app.decide_attempt_request(uuid,text,text)',
    'app.complete_module(uuid,uuid,uuid,text,uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
set local role breakwater_owner;
