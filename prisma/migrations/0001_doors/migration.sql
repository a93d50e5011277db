-- The doors: who is acting (derived from rows, never claimed), the audit trail and the outbox.
-- Every later migration relies on the functions here. Roles are made before migrations run (app/platform/db/roles.server.ts).
-- Safe: creates only. Undo: drop schema app cascade, drop the four tables.

create schema app;
grant usage on schema app to breakwater_app, breakwater_definer;
grant usage on schema public to breakwater_app, breakwater_definer;
-- needed only to hand functions over to the definer; it is checked at ALTER … OWNER time
grant create on schema app to breakwater_definer;

-- The transaction's actor. Unset settings read '' after the first use of a connection: deny on both.
create function app.actor_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;
create function app.actor_countries() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.countries', true), ''), '{}')::text[] $$;
create function app.actor_branches() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.branches', true), ''), '{}')::text[] $$;
create function app.actor_organisations() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.organisations', true), ''), '{}')::uuid[] $$;
create function app.actor_roles() returns text[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.roles', true), ''), '{}')::text[] $$;
create function app.actor_has(role text) returns boolean language sql stable parallel safe
  as $$ select role = any (app.actor_roles()) $$;
create function app.actor_regional() returns boolean language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.regional', true), ''), 'off') = 'on' $$;

create table instance (
  id int primary key check (id = 1),
  mode text not null check (mode in ('demo', 'live')),
  initialised_at timestamptz not null default now()
);
create function app.refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'BW001'; end $$;
create trigger instance_immutable before update or delete on instance for each row execute function app.refuse_change();
grant select on instance to breakwater_app;

create table audit_event (
  id uuid primary key,
  chain text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  country text,
  actor_id uuid,
  details jsonb not null default '{}',
  recorded_at timestamptz not null default clock_timestamp()
);
create index on audit_event (chain, recorded_at);
create index on audit_event (subject_kind, subject_id);
alter table audit_event enable row level security;
alter table audit_event force row level security;
create policy audit_event_definer on audit_event to breakwater_definer using (true) with check (true);
-- Events hold codes and ids, yet who failed what can be guessed from them: auditors and system administrators only.
create policy audit_event_auditor on audit_event for select to breakwater_app using (
  (select app.actor_has('system_admin')) or (select app.actor_has('auditor'))
  or (country = any ((select app.actor_countries())::text[]) and (select app.actor_has('auditor:country'))));
grant select on audit_event to breakwater_app;
grant select, insert on audit_event to breakwater_definer;

create function app.record_audit(event_id uuid, event_action text, event_subject_kind text, event_subject_id text, event_country text, event_details jsonb)
returns void language sql security definer set search_path = pg_catalog, public, app as $$
  insert into audit_event (id, chain, action, subject_kind, subject_id, country, actor_id, details)
  values (event_id, coalesce(event_country, 'region'), event_action, event_subject_kind, event_subject_id, event_country, app.actor_person(), event_details)
$$;

create table outbox (
  id uuid primary key,
  topic text not null,
  payload jsonb not null,
  country text,
  person_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  claimed_at timestamptz,
  done_at timestamptz,
  attempts int not null default 0,
  last_error text
);
create index outbox_waiting on outbox (created_at) where done_at is null;
alter table outbox enable row level security;
alter table outbox force row level security;
create policy outbox_definer on outbox to breakwater_definer using (true) with check (true);
create policy outbox_admin on outbox for select to breakwater_app using ((select app.actor_has('system_admin')));
grant select on outbox to breakwater_app;
grant select, insert, update on outbox to breakwater_definer;

create function app.enqueue(event_id uuid, event_topic text, event_payload jsonb, event_country text, event_person uuid)
returns void language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  insert into outbox (id, topic, payload, country, person_id) values (event_id, event_topic, event_payload, event_country, event_person);
  perform pg_notify('outbox', event_topic);
end $$;

-- Rows are claimed, never read past a cursor: ids do not commit in order. A claim not finished in five minutes is offered again.
create function app.claim_outbox(batch int)
returns table (id uuid, topic text, payload jsonb, country text, person_id uuid)
language sql security definer set search_path = pg_catalog, public, app as $$
  update outbox o set claimed_at = clock_timestamp(), attempts = o.attempts + 1
  from (select w.id from outbox w
        where w.done_at is null and (w.claimed_at is null or w.claimed_at < clock_timestamp() - interval '5 minutes')
        order by w.created_at for update skip locked limit batch) due
  where o.id = due.id
  returning o.id, o.topic, o.payload, o.country, o.person_id
$$;
create function app.finish_outbox(event_id uuid) returns void language sql security definer set search_path = pg_catalog, public, app as $$
  update outbox set done_at = clock_timestamp(), last_error = null where id = event_id and done_at is null
$$;
create function app.fail_outbox(event_id uuid, error text) returns void language sql security definer set search_path = pg_catalog, public, app as $$
  update outbox set last_error = left(error, 2000) where id = event_id and done_at is null
$$;

-- A job acts within the country and for the person of the outbox row that caused it; a row without a country acts for the region.
create function app.begin_job(event_id uuid) returns void language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare event outbox;
begin
  select * into strict event from outbox where id = event_id;
  perform set_config('app.person', coalesce(event.person_id::text, ''), true);
  perform set_config('app.countries', case when event.country is null then '{}' else array[event.country]::text end, true);
  perform set_config('app.branches', '{judicial,general,protected}', true);
  perform set_config('app.organisations', '{}', true);
  perform set_config('app.roles', '{}', true);
  perform set_config('app.regional', case when event.country is null then 'on' else 'off' end, true);
end $$;

do $$
declare f regprocedure;
begin
  foreach f in array array[
    'app.record_audit(uuid,text,text,text,text,jsonb)', 'app.enqueue(uuid,text,jsonb,text,uuid)', 'app.claim_outbox(int)',
    'app.finish_outbox(uuid)', 'app.fail_outbox(uuid,text)', 'app.begin_job(uuid)']::regprocedure[]
  loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
