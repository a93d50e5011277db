-- Messages to people and every try to deliver them. A message about a person is theirs to read; without SMTP the application shows it.
-- Undo: drop the tables.
create table message (
  id uuid primary key, person_id uuid references person, email text not null, country text not null references country, branch text not null,
  kind text not null, locale text not null, subject text not null, body text not null, cause uuid unique,
  created_at timestamptz not null default clock_timestamp(), delivered_at timestamptz, attempts int not null default 0, last_error text
);
create index on message (country, branch, created_at);
create index message_waiting on message (created_at) where delivered_at is null;
alter table message enable row level security;
alter table message force row level security;
create policy message_definer on message to breakwater_definer using (true) with check (true);
grant select, insert, update on message to breakwater_definer;
-- Reset links sit in messages: the person and, to help when mail fails, the system administrator of an instance without SMTP.
create policy message_actor on message to breakwater_app
  using (person_id = (select app.actor_person()) or (select app.actor_has('system_admin'))
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]) and kind not in ('password-reset', 'invitation')))
  with check (person_id is not distinct from (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])));
grant select, insert on message to breakwater_app;

create function app.waiting_messages(batch int) returns table (id uuid, email text, subject text, body text)
language sql security definer set search_path = pg_catalog, public, app as $$
  update message m set attempts = m.attempts + 1 from (select w.id from message w
    where w.delivered_at is null and w.attempts < 8 and w.created_at < clock_timestamp() - (interval '1 minute' * (power(2, w.attempts) - 1))
    order by w.created_at for update skip locked limit batch) due
  where m.id = due.id returning m.id, m.email, m.subject, m.body
$$;
create function app.settle_message(message_id uuid, error text) returns void
language sql security definer set search_path = pg_catalog, public, app as $$
  update message set delivered_at = case when error is null then clock_timestamp() end, last_error = left(error, 500) where id = message_id
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.waiting_messages(int)', 'app.settle_message(uuid,text)']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
