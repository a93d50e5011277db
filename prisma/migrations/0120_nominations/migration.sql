-- Nominations as people work with them: an e-mail is one nomination per country and branch, so that nobody learns whom another
-- country put forward; decisions are appended and the last one stands; the history begins with the nomination itself; a line
-- manager decides through a link; unused quotas come back on their day. Leaving a seat ends its disclosure at once.
-- Safe: replaces constraints by weaker ones, adds functions, replaces functions of 0110 by the same with less reach.
-- Undo: restore the functions and constraints of 0110, drop the new functions and the trigger.

alter table nomination drop constraint nomination_cohort_id_email_key;
alter table nomination add constraint nomination_once unique (cohort_id, country, branch, email);
create index on nomination (email);
alter table nomination_approval drop constraint nomination_approval_nomination_id_step_key;
create index on nomination_approval (nomination_id, decided_at);

-- The link in a mail to a line manager is as good as their word: nobody else reads it while mail works.
drop policy message_actor on message;
create policy message_actor on message to breakwater_app
  using (person_id = (select app.actor_person()) or (select app.actor_has('system_admin'))
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])
      and kind not in ('password-reset', 'invitation', 'approval-requested')))
  with check (person_id is not distinct from (select app.actor_person())
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])));

-- The first line of every history is the nomination itself, whoever inserts it.
create function app.begin_history() returns trigger language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  insert into nomination_event (nomination_id, organisation_id, person_id, country, branch, status, reason, recorded_by, recorded_at)
  values (new.id, new.organisation_id, new.person_id, new.country, new.branch, new.status, 'nominated_' || new.source, new.nominated_by, new.nominated_at);
  return null;
end $$;
create trigger nomination_history after insert on nomination for each row execute function app.begin_history();

set local role breakwater_definer;
-- As in 0110, but people who ask at once do not lock each other out, a disclosure ends with the seat and not at midnight, whoever was
-- transferred may come back, and only the academy promotes.
create or replace function app.settle_nomination(nominated uuid, wanted text, why text, remark text, promoting boolean) returns text
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n nomination; c cohort; place uuid; freed boolean := false; result text := wanted; by_academy boolean;
begin
  select * into n from nomination where id = nominated;
  if not found or not app.may_settle(n) then raise exception 'unknown nomination' using errcode = 'BW010'; end if;
  by_academy := promoting and n.organisation_id = any (app.actor_organisations());
  -- not FOR UPDATE: whoever has just inserted a nomination holds a key lock on the cohort already, and two of them would wait for each other
  select * into strict c from cohort where id = n.cohort_id for no key update;
  select * into strict n from nomination where id = nominated for update;
  if n.status = wanted or (wanted = 'booked' and n.status = 'waitlisted' and not by_academy) then return n.status; end if;
  if not (case wanted
      when 'approved' then n.status in ('requested', 'declined', 'withdrawn', 'transferred')
      when 'booked' then n.status in ('approved', 'waitlisted')
      when 'requested' then n.status in ('withdrawn', 'declined', 'transferred')
      when 'declined' then n.status in ('requested', 'approved', 'waitlisted')
      when 'withdrawn' then n.status in ('requested', 'approved', 'booked', 'waitlisted')
      when 'transferred' then n.status in ('requested', 'approved', 'booked', 'waitlisted')
      when 'cancelled' then n.status in ('requested', 'approved', 'booked', 'waitlisted')
      else false end) then
    raise exception 'a nomination that is % cannot become %', n.status, wanted using errcode = 'BW011';
  end if;
  if wanted = 'booked' then
    if c.published_at is null or c.cancelled_at is not null or c.closed_at is not null then
      raise exception 'this cohort takes nobody' using errcode = 'BW012';
    end if;
    if c.starts_on is not null and (by_academy or not exists (select 1 from nomination w where w.cohort_id = c.id and w.status = 'waitlisted' and w.country = n.country)) then
      select s.id into place from seat s where s.cohort_id = c.id and s.nomination_id is null and s.country = n.country order by s.number limit 1;
    end if;
    if place is null and c.starts_on is not null and (by_academy or not exists (select 1 from nomination w where w.cohort_id = c.id and w.status = 'waitlisted')) then
      select s.id into place from seat s where s.cohort_id = c.id and s.nomination_id is null and s.country is null order by s.number limit 1;
    end if;
    if place is null then
      if n.status = 'waitlisted' then return 'waitlisted'; end if;
      result := 'waitlisted';
    else
      update seat set nomination_id = n.id where id = place;
    end if;
  else
    update seat set nomination_id = null where nomination_id = n.id;
    freed := found;
  end if;
  update nomination set status = result, status_at = clock_timestamp(),
    waiting_since = case when result = 'waitlisted' then coalesce(waiting_since, clock_timestamp()) end where id = n.id;
  insert into nomination_event (nomination_id, organisation_id, person_id, country, branch, status, reason, note, recorded_by)
    values (n.id, n.organisation_id, n.person_id, n.country, n.branch, result, why, remark, app.actor_person());
  if result = 'booked' then perform app.enrol_nominee(n.id); end if;
  if n.status = 'booked' then
    update disclosure set until_on = current_date - 1 where cohort_id = c.id and person_id = n.person_id and until_on >= current_date;
  end if;
  perform app.record_audit(gen_random_uuid(), 'nomination.' || result, 'nomination', n.id::text, n.country, jsonb_build_object('cohortId', c.id, 'reason', why));
  perform app.enqueue(gen_random_uuid(), 'cohorts.nomination-settled', jsonb_build_object('nominationId', n.id, 'cohortId', c.id, 'status', result, 'before', n.status, 'reason', why), n.country, n.person_id);
  if freed then perform app.enqueue(gen_random_uuid(), 'cohorts.seat-freed', jsonb_build_object('cohortId', c.id), null, null); end if;
  return result;
end $$;

-- As in 0110, but asked once at a time per e-mail and employer, also where a line manager without an account said the last yes,
-- and nobody outside the judiciary or the protected services fills their ranks.
create or replace function app.invite_nominee(nominated uuid, new_invitation uuid, new_code_hash text, expires timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n nomination; known uuid; inviter uuid;
begin
  select * into n from nomination where id = nominated for update;
  if not found or not app.may_settle(n) or n.person_id is not null or n.employer_id is null then return null; end if;
  if n.branch <> 'general' and not exists (select 1 from organisation o where o.id = n.organisation_id and o.branch = n.branch) then return null; end if;
  inviter := coalesce(app.actor_person(), n.nominated_by);
  if inviter is null then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended(n.email || ' ' || n.employer_id, 12));
  select i.id into known from invitation i where i.email = n.email and i.organisation_id = n.employer_id and i.accepted_at is null
    and i.expires_at > clock_timestamp() limit 1;
  if known is null then
    insert into invitation (id, email, full_name, country, branch, profession_key, organisation_id, code_hash, invited_by, expires_at)
    values (new_invitation, n.email, n.full_name, n.country, n.branch, n.profession_key, n.employer_id, new_code_hash, inviter, expires);
  end if;
  update nomination set invitation_id = coalesce(known, new_invitation) where id = n.id;
  return coalesce(known, new_invitation);
end $$;

-- As in 0110, where the row and the table had one name; decisions and links follow the person too.
create or replace function app.link_nominations(joined uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare found_nomination uuid; linked int := 0;
begin
  for found_nomination in update nomination m set person_id = joined from invitation i join person p on p.email = i.email
      where m.invitation_id = i.id and i.accepted_at is not null and m.person_id is null and p.id = joined returning m.id loop
    linked := linked + 1;
    perform app.follow_person(found_nomination, joined);
    perform app.enrol_nominee(found_nomination);
  end loop;
  return linked;
end $$;
-- What was written about a nominee before anybody knew who they were becomes theirs to read.
create function app.follow_person(nominated uuid, joined uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  update nomination_event set person_id = joined where nomination_id = nominated and person_id is null;
  update nomination_approval set person_id = joined where nomination_id = nominated and person_id is null;
  update approval_request set person_id = joined where nomination_id = nominated and person_id is null;
  update attendance set person_id = joined where nomination_id = nominated and person_id is null;
end $$;
revoke all on function app.follow_person(uuid, uuid) from public;
set local role breakwater_owner;

-- Which certificates the cohort asks for the nominee lacks on a day; null while nobody knows the person. Only yes or no leaves the
-- nominee's country, and only to the academy they were put forward to.
create function app.missing_prerequisites(nominated uuid, on_day date) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public, app as $$
declare n nomination; wanted text[];
begin
  select * into n from nomination where id = nominated;
  if not found or not app.may_settle(n) or n.person_id is null then return null; end if;
  select prerequisites into wanted from cohort where id = n.cohort_id;
  return array(select w from unnest(wanted) as w where not exists (select 1 from capacity_holding h
    where h.person_id = n.person_id and h.certification_key = w and h.from_on <= on_day and h.to_on >= on_day));
end $$;

-- Where one stands among those who wait, in the order in which the cohort promotes.
create function app.place_in_queue(nominated uuid) returns table (place int, waiting int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with asked as (select * from nomination m where m.id = nominated and m.status = 'waitlisted' and app.may_settle(m)),
    ranked as (select n.id, row_number() over (order by
        case when c.promotion_rule = 'worst_gap' then coalesce(p.shortfall, -1) end desc,
        case when c.promotion_rule = 'worst_gap' then coalesce(nullif(n.priority, 0), 2147483647) end, n.waiting_since, n.id)::int as place,
        count(*) over ()::int as waiting
      from nomination n join cohort c on c.id = n.cohort_id join curriculum_version v on v.id = c.curriculum_version_id
      left join training_priority p on p.curriculum_key = v.curriculum_key and p.country = n.country
      where n.cohort_id = (select cohort_id from asked) and n.status = 'waitlisted')
  select r.place, r.waiting from ranked r join asked a on a.id = r.id
$$;

-- Nominations that mean the actor by their own e-mail and that they have not taken up yet. Only the person asks, so that nobody
-- learns from a nomination whether an e-mail has an account.
create function app.nominations_offered() returns table (nomination_id uuid, cohort_id uuid)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select n.id, n.cohort_id from person p join nomination n on n.email = p.email and n.country = p.country and n.branch = p.branch
  where p.id = app.actor_person() and n.person_id is null and n.status in ('requested', 'approved', 'booked', 'waitlisted')
$$;
create function app.take_up_nomination(of_cohort uuid) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare taken uuid;
begin
  update nomination n set person_id = p.id from person p
    where p.id = app.actor_person() and n.email = p.email and n.country = p.country and n.branch = p.branch
      and n.person_id is null and n.cohort_id = of_cohort returning n.id into taken;
  if taken is null then return null; end if;
  perform app.follow_person(taken, app.actor_person());
  perform app.enrol_nominee(taken);
  return taken;
end $$;

-- Line managers without an account -------------------------------------------------------------------------------------------------------
-- A link is good while it is the newest of its nomination, has not expired, and nobody has decided with it.
create function app.approval_usable(r approval_request) returns boolean language sql stable set search_path = pg_catalog, public, app as $$
  select r.expires_at > clock_timestamp()
    and not exists (select 1 from approval_request later where later.nomination_id = r.nomination_id and later.requested_at > r.requested_at)
    and not exists (select 1 from nomination_approval a where a.nomination_id = r.nomination_id and a.step = 'line_manager' and a.decided_at >= r.requested_at)
    and exists (select 1 from nomination n where n.id = r.nomination_id and n.status = 'requested')
$$;
-- What the holder of a link may read: nothing when it is wrong, spent or late.
create function app.read_approval(given_code_hash text)
returns table (full_name text, profession text, employer text, cohort text, curriculum text, academy text, place text, starts_on date, ends_on date,
  nominator text, note text, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select n.full_name, f.name, e.name, c.title, v.title, o.name, coalesce(u.name, ''), c.starts_on, c.ends_on,
    case when n.source = 'self' then n.full_name else coalesce(p.full_name, '') end, n.note, r.expires_at
  from approval_request r join nomination n on n.id = r.nomination_id join cohort c on c.id = n.cohort_id
    join curriculum_version v on v.id = c.curriculum_version_id join organisation o on o.id = c.organisation_id
    join profession f on f.key = n.profession_key left join organisation e on e.id = n.employer_id
    left join venue u on u.id = c.venue_id left join person p on p.id = n.nominated_by
  where r.code_hash = given_code_hash and app.approval_usable(r)
$$;
-- Decides once, and lets the rest of the transaction act as the cohort's academy so that what follows can follow.
create function app.decide_approval(given_code_hash text, approval uuid, decision text, remark text) returns table (nomination_id uuid, cohort_id uuid)
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare r approval_request; n nomination;
begin
  select * into r from approval_request q where q.code_hash = given_code_hash for update;
  if not found or not app.approval_usable(r) then raise exception 'this link cannot be used' using errcode = 'BW013'; end if;
  select * into strict n from nomination m where m.id = r.nomination_id;
  insert into nomination_approval (id, nomination_id, organisation_id, person_id, country, branch, step, outcome, decided_email, note)
    values (approval, n.id, n.organisation_id, n.person_id, n.country, n.branch, 'line_manager', decision, r.email, remark);
  perform set_config('app.organisations', array[n.organisation_id]::text, true);
  perform app.record_audit(gen_random_uuid(), 'nomination.line-manager-' || decision, 'nomination', n.id::text, n.country, jsonb_build_object('cohortId', n.cohort_id));
  return query select n.id, n.cohort_id;
end $$;

-- Whoever moves somebody between two cohorts locks both, always in the same order.
create function app.lock_cohorts(ids uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  perform c.id from cohort c where c.id = any (ids) order by c.id for no key update;
end $$;

-- Leaves word for every cohort whose unused quotas are due to come back. Answers how many; what already waits is not said twice.
create function app.begin_quota_releases(at timestamptz, topic_name text) returns int
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare c record; begun int := 0;
begin
  for c in select k.id from cohort k where k.quotas_release_on <= (at at time zone k.zone)::date and k.published_at is not null
      and not k.is_template and k.cancelled_at is null and k.closed_at is null
      and exists (select 1 from seat s where s.cohort_id = k.id and s.country is not null and s.nomination_id is null)
      and not exists (select 1 from outbox w where w.topic = topic_name and w.done_at is null and w.payload ->> 'cohortId' = k.id::text) loop
    perform app.enqueue(gen_random_uuid(), topic_name, jsonb_build_object('cohortId', c.id), null, null);
    begun := begun + 1;
  end loop;
  return begun;
end $$;

do $$
declare f regprocedure;
begin
  foreach f in array array['app.begin_history()', 'app.missing_prerequisites(uuid,date)', 'app.place_in_queue(uuid)',
    'app.nominations_offered()', 'app.take_up_nomination(uuid)', 'app.read_approval(text)', 'app.decide_approval(text,uuid,text,text)',
    'app.begin_quota_releases(timestamptz,text)', 'app.lock_cohorts(uuid[])', 'app.approval_usable(approval_request)']::regprocedure[]
  loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
revoke execute on function app.approval_usable(approval_request) from breakwater_app;
