-- The sealer links audit events into one hash chain per country and one for the region; a changed, missing or reordered event shows.
-- Safe: creates only. Undo: drop the table and functions.
create table audit_seal (
  event_id uuid primary key references audit_event, chain text not null, sequence bigint not null, previous_hash text not null, hash text not null,
  sealed_at timestamptz not null default clock_timestamp(), unique (chain, sequence)
);
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy audit_seal_definer on audit_seal to breakwater_definer using (true) with check (true);
grant select, insert on audit_seal to breakwater_definer;
create policy audit_seal_auditor on audit_seal for select to breakwater_app using ((select app.actor_has('system_admin')) or (select app.actor_has('auditor')));
grant select on audit_seal to breakwater_app;

create function app.audit_hash(previous text, e audit_event) returns text language sql immutable set search_path = pg_catalog, public as $$
  select encode(sha256(convert_to(jsonb_build_array(previous, e.id, e.chain, e.action, e.subject_kind, e.subject_id, e.country, e.actor_id, e.details,
    extract(epoch from e.recorded_at)::text)::text, 'UTF8')), 'hex')
$$;
create function app.seal_audit() returns int language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare e audit_event; head text; seq bigint; sealed int := 0;
begin
  perform pg_advisory_xact_lock(72178);
  for e in select a.* from audit_event a where not exists (select 1 from audit_seal s where s.event_id = a.id)
      and a.recorded_at < clock_timestamp() - interval '2 seconds' order by a.chain, a.recorded_at, a.id limit 5000 loop
    select s.hash, s.sequence into head, seq from audit_seal s where s.chain = e.chain order by s.sequence desc limit 1;
    insert into audit_seal (event_id, chain, sequence, previous_hash, hash) values (e.id, e.chain, coalesce(seq, 0) + 1, coalesce(head, ''), app.audit_hash(coalesce(head, ''), e));
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;
-- Every fault of every chain: changed, unlinked or missing events, and how many wait for their seal.
create function app.verify_audit() returns table (chain text, events bigint, unsealed bigint, faults bigint, head text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with sealed as (
    select s.chain, s.sequence, s.hash, e.id is null as gone, s.previous_hash is distinct from coalesce(lag(s.hash) over w, '') as unlinked,
      s.sequence is distinct from coalesce(lag(s.sequence) over w, 0) + 1 as skipped, e.id is not null and s.hash <> app.audit_hash(s.previous_hash, e) as changed
    from audit_seal s left join audit_event e on e.id = s.event_id window w as (partition by s.chain order by s.sequence))
  select c.chain, (select count(*) from audit_event e where e.chain = c.chain),
    (select count(*) from audit_event e where e.chain = c.chain and not exists (select 1 from audit_seal s where s.event_id = e.id)),
    (select count(*) from sealed x where x.chain = c.chain and (x.gone or x.unlinked or x.skipped or x.changed)),
    (select x.hash from sealed x where x.chain = c.chain order by x.sequence desc limit 1)
  from (select distinct e.chain from audit_event e union select distinct s.chain from audit_seal s) c order by 1
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.seal_audit()', 'app.verify_audit()']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
