-- Messages are written through one function: "on conflict" asks the reading policy too, which hides secret links from those
-- who cause them, so that a plain insert of an invitation was refused. Safe: creates a function and withdraws a grant.
-- Undo: drop the function, grant insert on message to breakwater_app.
create function app.write_message(message_id uuid, to_person uuid, to_email text, for_country text, for_branch text, of_kind text,
  in_locale text, its_subject text, its_body text, its_cause uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  if not (for_country = any (app.actor_countries()) or to_person is not distinct from app.actor_person()) then
    raise exception 'this message is for another country' using errcode = '42501';
  end if;
  insert into message (id, person_id, email, country, branch, kind, locale, subject, body, cause)
  values (message_id, to_person, to_email, for_country, for_branch, of_kind, in_locale, its_subject, its_body, its_cause)
  on conflict (cause) do nothing;
end $$;
alter function app.write_message(uuid, uuid, text, text, text, text, text, text, text, uuid) owner to breakwater_definer;
revoke all on function app.write_message(uuid, uuid, text, text, text, text, text, text, text, uuid) from public;
grant execute on function app.write_message(uuid, uuid, text, text, text, text, text, text, text, uuid) to breakwater_app;
revoke insert on message from breakwater_app;
