-- The newest seal of every chain, to be kept outside the database: a trail cut off at its end, seals and all, still shows.
-- Safe: creates only. Undo: drop the functions.
create function app.audit_heads() returns table (chain text, sequence bigint, hash text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select distinct on (s.chain) s.chain, s.sequence, s.hash from audit_seal s order by s.chain, s.sequence desc
$$;
-- Which of these heads, kept earlier, are no longer there as they were.
create function app.lost_audit_heads(heads jsonb) returns table (chain text, sequence bigint)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select h.chain, h.sequence from jsonb_to_recordset(heads) as h (chain text, sequence bigint, hash text)
  where not exists (select 1 from audit_seal s where s.chain = h.chain and s.sequence = h.sequence and s.hash = h.hash)
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.audit_heads()', 'app.lost_audit_heads(jsonb)']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
