-- Functions of the definer are for breakwater_app alone. Earlier migrations revoked from public after handing a function over, which an
-- owner that no longer owns it cannot do, so that PUBLIC could still execute them; only the missing usage on schema app kept other roles
-- out. Here the definer itself says who may. Only other functions enrol a nominee, follow a person, or ask who may
-- settle and which link is usable, so those are granted to nobody.
-- Safe: breakwater_app keeps what it uses. Undo: grant execute on all functions in schema app to public.

set local role breakwater_definer;
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_roles o on o.oid = p.proowner
    where p.pronamespace = 'app'::regnamespace and o.rolname = 'breakwater_definer' and p.prorettype <> 'trigger'::regtype
  loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
revoke all on function app.enrol_nominee(uuid), app.follow_person(uuid, uuid), app.approval_usable(approval_request) from breakwater_app;
set local role breakwater_owner;
revoke all on function app.may_settle(nomination) from public, breakwater_app;
grant execute on function app.may_settle(nomination) to breakwater_definer;
