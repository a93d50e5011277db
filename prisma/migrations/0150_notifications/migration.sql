-- Messages get a topic, a delivery (at once, in the daily digest, not by mail) and an instant before which they are not sent; people choose
-- per topic and may have quiet hours, both kept as they were chosen, the newest counting. One event may write to many people, each once.
-- A message may carry a calendar part, and mail that may be refused carries a capability, kept hashed, that refuses it without signing in.
-- Safe: existing messages become immediate ones of their topic; functions are replaced by ones that do the same and more.
-- Undo: drop the two tables, the added columns and functions, restore those of 0080 and 0088.

alter table message
  add column topic text not null default 'certificates'
    check (topic in ('security', 'certificates', 'cohorts', 'sessions', 'reminders', 'announcements', 'digest')),
  add column organisation_id uuid references organisation,
  add column greeting text not null default '',
  add column delivery text not null default 'immediate' check (delivery in ('immediate', 'digest', 'off')),
  add column deliver_after timestamptz not null default clock_timestamp(),
  add column digest_id uuid references message,
  add column unsubscribe_hash text unique,
  add column calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  add column calendar_ics text check (length(calendar_ics) <= 100000),
  add check ((calendar_method is null) = (calendar_ics is null));
alter table message disable row level security;
update message set deliver_after = created_at, topic = case when kind in ('password-reset', 'invitation') then 'security' else 'certificates' end;
alter table message enable row level security;
alter table message alter column topic drop default;
alter table message drop constraint message_cause_key;
alter table message alter column cause type text using cause::text;
alter table message add column recipient text generated always as (coalesce(person_id::text, email)) stored;
create unique index message_once on message (cause, kind, recipient);
drop index message_waiting;
create index message_waiting on message (deliver_after) where delivered_at is null and delivery = 'immediate';
create index message_for_digest on message (person_id, deliver_after) where delivered_at is null and digest_id is null and delivery = 'digest';
create index message_digest on message (digest_id) where digest_id is not null;
create index message_own on message (person_id, created_at desc);
create index message_undelivered on message (organisation_id, created_at) where delivered_at is null and last_error is not null;

create table notification_preference (
  id uuid primary key, person_id uuid not null references person, country text not null references country, branch text not null,
  topic text not null check (topic in ('certificates', 'cohorts', 'sessions', 'reminders', 'announcements')),
  delivery text not null check (delivery in ('immediate', 'digest', 'off')),
  chosen_by text not null check (chosen_by in ('form', 'unsubscribe')), chosen_at timestamptz not null default clock_timestamp(),
  check (not (topic = 'certificates' and delivery = 'off') and not (topic = 'sessions' and delivery = 'digest'))
);
create index on notification_preference (country, branch);
create index on notification_preference (person_id, topic, chosen_at desc);
-- both null: no quiet hours any more
create table quiet_hours (
  id uuid primary key, person_id uuid not null references person, country text not null references country, branch text not null,
  from_time time, to_time time, chosen_at timestamptz not null default clock_timestamp(),
  check ((from_time is null) = (to_time is null) and from_time is distinct from to_time or from_time is null and to_time is null)
);
create index on quiet_hours (country, branch);
create index on quiet_hours (person_id, chosen_at desc);
do $$
declare t text;
begin
  foreach t in array array['notification_preference', 'quiet_hours'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('create policy %I on %I to breakwater_app using (person_id = (select app.actor_person())) with check (person_id = (select app.actor_person()))', t || '_own', t);
    execute format('grant select, insert on %I to breakwater_definer, breakwater_app', t);
  end loop;
end $$;

drop function app.write_message(uuid, uuid, text, text, text, text, text, text, text, uuid);
drop function app.waiting_messages(int);
drop function app.settle_message(uuid, text);

set local role breakwater_definer;

-- Through which of the actor's organisations a person is disclosed to them today; null where through none.
create function app.disclosed_through(person uuid) returns uuid
language sql stable set search_path = pg_catalog, public, app as $$
  select d.organisation_id from disclosure d
  where d.person_id = person and d.organisation_id = any (app.actor_organisations()) and d.until_on >= current_date
  order by d.recorded_at desc limit 1
$$;

-- Whom the actor may write to: themselves, the people of their countries and branches, and those disclosed to their organisations.
create function app.refuse_stranger(person uuid, of_country text, of_branch text) returns void
language plpgsql stable set search_path = pg_catalog, public, app as $$
begin
  if not (coalesce(person = app.actor_person(), false) or (of_country = any (app.actor_countries()) and of_branch = any (app.actor_branches()))
      or app.disclosed_through(person) is not null) then
    raise exception 'this message is for another country' using errcode = '42501';
  end if;
end $$;

-- What putting a message into words and planning its delivery takes: the address, language and zone, and what the person chose.
create function app.message_recipient(to_person uuid, of_topic text)
returns table (full_name text, locale text, zone text, delivery text, quiet_from text, quiet_to text)
language plpgsql stable security definer set search_path = pg_catalog, public, app as $$
declare p person;
begin
  select * into p from person where id = to_person;
  if not found then return; end if;
  perform app.refuse_stranger(p.id, p.country, p.branch);
  return query select p.full_name, p.locale, c.zone,
    (select n.delivery from notification_preference n where n.person_id = p.id and n.topic = of_topic order by n.chosen_at desc, n.id desc limit 1),
    to_char(q.from_time, 'HH24:MI'), to_char(q.to_time, 'HH24:MI')
  from country c left join lateral (select h.from_time, h.to_time from quiet_hours h where h.person_id = p.id order by h.chosen_at desc, h.id desc limit 1) q on true
  where c.iso2 = p.country;
end $$;

-- Writes a message once per cause, kind and recipient; true when it is new. A person's address, country and branch are their row's, not the caller's.
create function app.write_message(message jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare m record; p person;
begin
  select * into m from jsonb_to_record(message) as x ("id" uuid, "personId" uuid, "email" text, "country" text, "branch" text, "kind" text, "topic" text,
    "locale" text, "greeting" text, "subject" text, "body" text, "cause" text, "delivery" text, "deliverAfter" timestamptz,
    "unsubscribeHash" text, "calendarMethod" text, "calendarIcs" text);
  if m."personId" is not null then
    select * into strict p from person where id = m."personId";
    perform app.refuse_stranger(p.id, p.country, p.branch);
  else
    perform app.refuse_stranger(null, m.country, m.branch);
  end if;
  insert into message (id, person_id, email, country, branch, organisation_id, kind, topic, locale, greeting, subject, body, cause, delivery, deliver_after,
    unsubscribe_hash, calendar_method, calendar_ics)
  values (m.id, m."personId", coalesce(p.email, m.email), coalesce(p.country, m.country), coalesce(p.branch, m.branch), app.disclosed_through(m."personId"),
    m.kind, m.topic, m.locale, m.greeting, m.subject, m.body, m.cause, m.delivery, m."deliverAfter", m."unsubscribeHash", m."calendarMethod", m."calendarIcs")
  on conflict (cause, kind, recipient) do nothing;
  return found;
end $$;

-- Claims what is due. A claim moves the next try on (one minute, then two, four …), so that nobody else sends meanwhile; eight tries, then staff look.
create function app.waiting_messages(batch int, moment timestamptz)
returns table (id uuid, email text, locale text, topic text, greeting text, subject text, body text, calendar_method text, calendar_ics text, refusable boolean)
language sql security definer set search_path = pg_catalog, public, app as $$
  update message m set attempts = m.attempts + 1, deliver_after = moment + interval '1 minute' * power(2, m.attempts) from (select w.id from message w
    where w.delivered_at is null and w.delivery = 'immediate' and w.attempts < 8 and w.deliver_after <= moment
    order by w.deliver_after for update skip locked limit batch) due
  where m.id = due.id
  returning m.id, m.email, m.locale, m.topic, m.greeting, m.subject, m.body, m.calendar_method, m.calendar_ics, m.unsubscribe_hash is not null
$$;
-- What a digest carried is delivered with it.
create function app.settle_message(message_id uuid, error text) returns void
language sql security definer set search_path = pg_catalog, public, app as $$
  update message set delivered_at = case when error is null then clock_timestamp() end, last_error = left(error, 500)
  where id = message_id or (digest_id = message_id and error is null)
$$;
-- Eight more tries, from now on. Null when it is out of reach, false when it is not failing.
create function app.retry_message(message_id uuid, moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  perform 1 from message m where m.id = message_id
    and (app.actor_has('system_admin') or (m.topic <> 'security' and m.country = any (app.actor_countries()) and m.branch = any (app.actor_branches())));
  if not found then return null; end if;
  update message m set attempts = 0, deliver_after = moment where m.id = message_id and m.delivered_at is null and m.last_error is not null;
  return found;
end $$;

-- The next person whose digest is due and has none of that day in their zone, locked for this transaction, with what it is to carry.
create function app.next_digest(moment timestamptz)
returns table (person_id uuid, full_name text, locale text, on_day date, messages jsonb)
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare waiting record;
begin
  for waiting in select distinct m.person_id as id from message m
    where m.delivery = 'digest' and m.digest_id is null and m.delivered_at is null and m.deliver_after <= moment
  loop
    continue when not pg_try_advisory_xact_lock(hashtextextended(waiting.id::text, 150));
    return query select p.id, p.full_name, p.locale, (moment at time zone c.zone)::date,
        jsonb_agg(jsonb_build_object('id', m.id, 'subject', m.subject, 'body', m.body, 'refusable', m.unsubscribe_hash is not null) order by m.created_at, m.id)
      from message m join person p on p.id = m.person_id join country c on c.iso2 = p.country
      where p.id = waiting.id and m.delivery = 'digest' and m.digest_id is null and m.delivered_at is null and m.deliver_after <= moment
        and not exists (select 1 from message d where d.person_id = p.id and d.kind = 'digest' and d.cause = 'digest ' || (moment at time zone c.zone)::date)
      group by p.id, p.full_name, p.locale, c.zone;
    if found then return; end if;
  end loop;
end $$;
-- Writes the digest and marks what it carries, together or not at all; false when that day's digest exists.
create function app.write_digest(message jsonb, carried uuid[], moment timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare m record; p person;
begin
  select * into m from jsonb_to_record(message) as x ("id" uuid, "personId" uuid, "locale" text, "greeting" text, "subject" text, "body" text, "onDay" date, "unsubscribeHash" text);
  select * into strict p from person where id = m."personId";
  insert into message (id, person_id, email, country, branch, kind, topic, locale, greeting, subject, body, cause, delivery, deliver_after, unsubscribe_hash)
  values (m.id, p.id, p.email, p.country, p.branch, 'digest', 'digest', m.locale, m.greeting, m.subject, m.body, 'digest ' || m."onDay", 'immediate', moment, m."unsubscribeHash")
  on conflict (cause, kind, recipient) do nothing;
  if not found then return false; end if;
  update message c set digest_id = m.id where c.id = any (carried) and c.person_id = p.id and c.digest_id is null and c.delivered_at is null;
  return true;
end $$;

-- What the holder of an unsubscribe link may know: which topics it is about, and how they stand.
create function app.unsubscribe_subject(code_hash text) returns table (topic text, off boolean)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select distinct c.topic, coalesce((select n.delivery from notification_preference n where n.person_id = m.person_id and n.topic = c.topic
    order by n.chosen_at desc, n.id desc limit 1), '') = 'off'
  from message m join message c on c.id = m.id or c.digest_id = m.id
  where m.unsubscribe_hash = code_hash and m.person_id is not null and c.unsubscribe_hash is not null and c.topic <> 'digest'
$$;
-- Turns off mail about the topics of the link, also what waits to be sent. Doing it again changes nothing.
create function app.unsubscribe(code_hash text) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare who person; s record; changed int := 0;
begin
  select p.* into who from message m join person p on p.id = m.person_id where m.unsubscribe_hash = code_hash;
  for s in select * from app.unsubscribe_subject(code_hash) u where not u.off loop
    insert into notification_preference (id, person_id, country, branch, topic, delivery, chosen_by)
      values (gen_random_uuid(), who.id, who.country, who.branch, s.topic, 'off', 'unsubscribe');
    perform app.stop_waiting(who.id, s.topic);
    changed := changed + 1;
  end loop;
  return changed;
end $$;
create function app.stop_waiting(of_person uuid, of_topic text) returns void
language sql set search_path = pg_catalog, public, app as $$
  update message set delivery = 'off' where person_id = of_person and topic = of_topic and delivered_at is null and digest_id is null and delivery <> 'off'
$$;
create function app.stop_my_waiting(of_topic text) returns void
language sql security definer set search_path = pg_catalog, public, app as $$
  select app.stop_waiting(app.actor_person(), of_topic) where of_topic <> 'security'
$$;

-- Mail about cohorts and sessions that did not reach the people of the actor's organisations. Whose name is within reach, the reader's policies say.
create function app.undelivered_to_disclosed()
returns table (id uuid, person_id uuid, topic text, attempts int, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select m.id, m.person_id, m.topic, m.attempts, m.created_at from message m
  where m.organisation_id = any (app.actor_organisations()) and m.delivered_at is null and m.last_error is not null
    and m.topic in ('cohorts', 'sessions', 'reminders', 'announcements')
  order by m.created_at desc limit 500
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.message_recipient(uuid,text)', 'app.write_message(jsonb)', 'app.waiting_messages(int,timestamptz)', 'app.settle_message(uuid,text)',
    'app.retry_message(uuid,timestamptz)', 'app.next_digest(timestamptz)', 'app.write_digest(jsonb,uuid[],timestamptz)', 'app.unsubscribe_subject(text)',
    'app.unsubscribe(text)', 'app.stop_my_waiting(text)', 'app.undelivered_to_disclosed()']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
  foreach f in array array['app.disclosed_through(uuid)', 'app.refuse_stranger(uuid,text,text)', 'app.stop_waiting(uuid,text)']::regprocedure[] loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
set local role breakwater_owner;
