-- Learning: enrolments, registrations, attempts, launches, durable commits, completions. All personal: country and branch on every row.
-- A commit is one statement (app.apply_commit); its answer is sent only after COMMIT. Commits are append-only. Undo: drop the tables.

create table enrolment (
  id uuid primary key, person_id uuid not null references person, curriculum_version_id uuid not null references curriculum_version,
  country text not null references country, branch text not null, enrolled_at timestamptz not null default clock_timestamp(), withdrawn_at timestamptz
);
create unique index enrolment_live on enrolment (person_id, curriculum_version_id) where withdrawn_at is null;
create index on enrolment (country, branch);

create table registration (
  id uuid primary key, person_id uuid not null references person, enrolment_id uuid references enrolment, module_id uuid references module,
  package_version_id uuid not null references package_version, country text not null references country, branch text not null,
  content_label text not null unique check (content_label ~ '^[a-z2-7]{26}$'), content_capability_hash text not null unique,
  created_at timestamptz not null default clock_timestamp(), ended_at timestamptz
);
create unique index registration_live on registration (enrolment_id, module_id) where ended_at is null and enrolment_id is not null;
create index on registration (country, branch);
create index on registration (person_id);

create table attempt (
  id uuid primary key, registration_id uuid not null references registration, person_id uuid not null references person,
  country text not null references country, branch text not null, number int not null, epoch int not null default 0,
  state jsonb not null default '{"items": {}}', branch_epoch int, started_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(), unique (registration_id, number)
);
create index on attempt (country, branch);
create index on attempt (person_id);

create table launch (
  id uuid primary key, attempt_id uuid not null references attempt, person_id uuid not null references person,
  country text not null references country, branch text not null, epoch int not null, token_hash text not null unique,
  opened_at timestamptz not null default clock_timestamp(), unique (attempt_id, epoch)
);
create index on launch (country, branch);

create table commit_record (
  attempt_id uuid not null references attempt, epoch int not null, sequence int not null check (sequence > 0),
  person_id uuid not null references person, country text not null, branch text not null,
  item text not null, visit text not null, seconds int not null, item_state jsonb not null, set_aside boolean not null,
  received_at timestamptz not null default clock_timestamp(), primary key (attempt_id, epoch, sequence)
);
create index on commit_record (country, branch);

create table module_completion (
  id uuid primary key, enrolment_id uuid not null references enrolment, module_id uuid not null references module,
  person_id uuid not null references person, country text not null references country, branch text not null,
  completed_at timestamptz not null default clock_timestamp(), cause text not null, unique (enrolment_id, module_id)
);
create index on module_completion (country, branch);
create index on module_completion (person_id);

do $$
declare t text; field text;
begin
  foreach t in array array['enrolment', 'registration', 'attempt', 'launch', 'commit_record', 'module_completion'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('grant select, insert, update on %I to breakwater_definer', t);
    execute format('grant select on %I to breakwater_app', t);
    -- raw run-time data and the state with its claimed scores need the wider disclosure
    field := case when t in ('attempt', 'commit_record', 'launch') then 'scores' else 'progress' end;
    execute format($p$create policy %I on %I to breakwater_app
      using (person_id = (select app.actor_person())
        or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
        or exists (select 1 from disclosure d where d.person_id = %I.person_id and %L = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))
      with check (person_id = (select app.actor_person())
        or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])))$p$,
      t || '_actor', t, t, field);
  end loop;
end $$;
grant insert, update on enrolment, registration, attempt to breakwater_app;
grant insert on launch to breakwater_app;

-- One durable write of run-time data. Authority is the launch token together with the person; the epoch comes from the launch.
-- outcome: applied | duplicate | gap (with the sequence expected) | set_aside (a newer window has already saved) | unknown_launch
create function app.apply_commit(person uuid, token_hash text, seq int, item text, visit text, seconds int, item_state jsonb)
returns jsonb language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare l launch; a attempt; last int; newer boolean; before jsonb; after jsonb; finished boolean;
begin
  select * into l from launch where launch.token_hash = apply_commit.token_hash and launch.person_id = person;
  if not found then return jsonb_build_object('outcome', 'unknown_launch'); end if;
  select * into a from attempt where id = l.attempt_id for update;
  select coalesce(max(c.sequence), 0) into last from commit_record c where c.attempt_id = a.id and c.epoch = l.epoch;
  if seq <= last then return jsonb_build_object('outcome', 'duplicate', 'sequence', last); end if;
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

-- Which stored object a capability and path stand for; nothing once the registration has ended.
create function app.open_content(capability_hash text, file_path text)
returns table (content_label text, sha256 text, size bigint, media_type text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select r.content_label, f.sha256, f.size, f.media_type from registration r
  join package_file f on f.package_version_id = r.package_version_id and f.path = file_path
  where r.content_capability_hash = capability_hash and r.ended_at is null
$$;
-- Completion is decided by commands (an assessor completes another person's module), so it is written here; once per module.
create function app.complete_module(completion uuid, enrolment_of uuid, module_of uuid, why text)
returns table (person_id uuid, country text)
language sql security definer set search_path = pg_catalog, public, app as $$
  insert into module_completion as c (id, enrolment_id, module_id, person_id, country, branch, cause)
  select completion, e.id, module_of, e.person_id, e.country, e.branch, why from enrolment e where e.id = enrolment_of
  on conflict (enrolment_id, module_id) do nothing returning c.person_id, c.country
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.complete_module(uuid,uuid,uuid,text)', 'app.apply_commit(uuid,text,int,text,text,int,jsonb)', 'app.open_content(text,text)']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
-- apply_commit runs as the definer, which must be able to leave word in the outbox
grant execute on function app.enqueue(uuid, text, jsonb, text, uuid) to breakwater_definer;
