-- Academies and cohorts (DESIGN §2, §4.1): what an academy trains with, dated groups with seats per country, nominations with their
-- history, sessions and attendance. A seat is a row: whoever holds it stands in it, so a cohort cannot be oversold. A nomination carries
-- country and branch like every personal row; the academy that runs the cohort reads it because it was nominated to that academy, and
-- reads anything else of the person only through the dated disclosure that a booking records. Histories are append-only.
-- Safe: creates tables and functions, adds two columns with defaults. Undo: drop them in reverse order.

alter table person add column sex text not null default 'not_stated' check (sex in ('female', 'male', 'not_stated'));
-- nobody assesses a direct report
alter table posting add column supervisor_id uuid references person;

-- What an academy trains with ------------------------------------------------------------------------------------------------------------
create table venue (
  id uuid primary key, organisation_id uuid not null references organisation, country text not null references country,
  name text not null check (length(name) between 1 and 200), address text not null default '', created_by uuid references person,
  created_at timestamptz not null default clock_timestamp(), retired_at timestamptz
);
create index on venue (country);
create table room (
  id uuid primary key, venue_id uuid not null references venue, organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200), capacity int not null check (capacity between 1 and 10000), retired_at timestamptz
);
create index on room (venue_id);
create table delivery_right (
  id uuid primary key, organisation_id uuid not null references organisation, curriculum_key text not null references curriculum,
  from_on date not null, until_on date check (until_on >= from_on), granted_by uuid references person,
  granted_at timestamptz not null default clock_timestamp()
);
create index on delivery_right (organisation_id);
-- trainings that partners plan elsewhere, so that overlapping offers become visible (requirements 29 and 35)
create table partner_offer (
  id uuid primary key, provider_id uuid not null references organisation, title text not null check (length(title) between 3 and 300),
  curriculum_key text references curriculum, professions text[] not null default '{}', countries text[] not null default '{}',
  starts_on date not null, ends_on date not null check (ends_on >= starts_on), place text not null default '', source text not null,
  recorded_by uuid references person, recorded_at timestamptz not null default clock_timestamp(), withdrawn_at timestamptz
);
create index on partner_offer (starts_on, ends_on);
create table trainer (
  id uuid primary key, organisation_id uuid not null references organisation, person_id uuid not null references person,
  country text not null references country, branch text not null, name text not null, since_on date not null, until_on date check (until_on >= since_on),
  added_by uuid references person, added_at timestamptz not null default clock_timestamp()
);
create unique index trainer_live on trainer (organisation_id, person_id) where until_on is null;
create index on trainer (country, branch);

-- Cohorts, quotas and seats --------------------------------------------------------------------------------------------------------------
create table cohort (
  id uuid primary key, code text not null unique, organisation_id uuid not null references organisation,
  curriculum_version_id uuid not null references curriculum_version, locale text not null default 'en',
  title text not null check (length(title) between 3 and 200), summary text not null default '',
  mode text not null check (mode in ('self_paced', 'online', 'in_person', 'blended')), branch text not null default 'general',
  host_country text references country, venue_id uuid references venue, zone text not null,
  -- without dates a cohort only gathers demand
  starts_on date, ends_on date check (ends_on >= starts_on), check ((starts_on is null) = (ends_on is null)),
  fallback_starts_on date, fallback_ends_on date check (fallback_ends_on >= fallback_starts_on),
  seats int not null check (seats between 1 and 2000),
  enrolment text not null check (enrolment in ('nomination', 'open')),
  professions text[] not null default '{}', countries text[] not null default '{}', prerequisites text[] not null default '{}',
  approvals text[] not null default '{}' check (approvals <@ array['line_manager', 'ncpoc']),
  nominations_close_on date, quotas_release_on date, travel_cutoff_on date,
  promotion_rule text not null default 'worst_gap' check (promotion_rule in ('worst_gap', 'first_come')),
  attendance_percent int check (attendance_percent between 1 and 100), is_template boolean not null default false,
  copied_from_id uuid references cohort, created_by uuid references person, created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz, published_by uuid references person,
  cancelled_at timestamptz, cancelled_by uuid references person, cancel_reason text, check ((cancelled_at is null) = (cancel_reason is null)),
  closed_at timestamptz, closed_by uuid references person
);
create index on cohort (organisation_id, starts_on);
create index on cohort (starts_on) where published_at is not null and not is_template;
create table cohort_quota (
  cohort_id uuid not null references cohort, organisation_id uuid not null, country text not null references country,
  seats int not null check (seats >= 0), primary key (cohort_id, country)
);
create index on cohort_quota (country);
create table quota_release (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null, country text not null references country,
  seats int not null check (seats > 0), reason text not null, released_by uuid references person, released_at timestamptz not null default clock_timestamp()
);
create index on quota_release (country, cohort_id);

create table nomination (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null references organisation,
  -- known once the person is visible to the nominator or has accepted the invitation; until then the row is what the nominator typed
  person_id uuid references person, invitation_id uuid references invitation, enrolment_id uuid references enrolment,
  country text not null references country, branch text not null check (branch in ('judicial', 'general', 'protected')),
  full_name text not null check (length(full_name) between 1 and 200), sort_name text not null, email text not null check (email = lower(email)),
  profession_key text not null references profession, employer_id uuid references organisation,
  sex text not null default 'not_stated' check (sex in ('female', 'male', 'not_stated')),
  line_manager_email text check (line_manager_email = lower(line_manager_email)), priority int not null default 0, note text not null default '',
  source text not null check (source in ('nomination', 'self', 'roster', 'transfer')),
  status text not null check (status in ('requested', 'approved', 'booked', 'waitlisted', 'declined', 'withdrawn', 'transferred', 'cancelled')),
  status_at timestamptz not null, waiting_since timestamptz, nominated_by uuid references person, nominated_at timestamptz not null,
  unique (cohort_id, email)
);
create index on nomination (country, branch, cohort_id);
create index on nomination (person_id);
create index on nomination (cohort_id, status);
create index on nomination (invitation_id);

create table seat (
  id uuid primary key default gen_random_uuid(), cohort_id uuid not null references cohort, organisation_id uuid not null,
  number int not null check (number > 0), country text references country, nomination_id uuid unique references nomination,
  unique (cohort_id, number)
);
create index on seat (cohort_id, country) where nomination_id is null;

create table nomination_event (
  id bigint generated by default as identity primary key, nomination_id uuid not null references nomination, organisation_id uuid not null,
  person_id uuid, country text not null, branch text not null, status text not null, reason text not null, note text not null default '',
  recorded_by uuid, recorded_at timestamptz not null default clock_timestamp()
);
create index on nomination_event (country, branch);
create index on nomination_event (nomination_id);
create table nomination_approval (
  id uuid primary key, nomination_id uuid not null references nomination, organisation_id uuid not null, person_id uuid,
  country text not null, branch text not null, step text not null check (step in ('line_manager', 'ncpoc')),
  outcome text not null check (outcome in ('approved', 'declined')), decided_by uuid references person, decided_email text, note text not null default '',
  decided_at timestamptz not null default clock_timestamp(), unique (nomination_id, step)
);
create index on nomination_approval (country, branch);
-- a line manager without an account decides through an unguessable link
create table approval_request (
  id uuid primary key, nomination_id uuid not null references nomination, organisation_id uuid not null, person_id uuid,
  country text not null, branch text not null, email text not null, code_hash text not null unique,
  requested_at timestamptz not null default clock_timestamp(), expires_at timestamptz not null
);
create index on approval_request (country, branch);
create index on approval_request (nomination_id);

-- How far each country is from the standards a curriculum serves; written by the gap analysis, read only to order a waitlist.
create table training_priority (
  curriculum_key text not null references curriculum, country text not null references country, shortfall float8 not null,
  computed_at timestamptz not null default clock_timestamp(), primary key (curriculum_key, country)
);
create index on training_priority (country);

-- Sessions and attendance ----------------------------------------------------------------------------------------------------------------
create table cohort_session (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null, module_id uuid references module,
  title text not null check (length(title) between 1 and 200), starts_at timestamptz not null, ends_at timestamptz not null check (ends_at > starts_at),
  zone text not null, room_id uuid references room, joining_link text, note text not null default '',
  fallback_starts_at timestamptz, fallback_ends_at timestamptz check (fallback_ends_at > fallback_starts_at),
  -- grows with every change, as iCalendar's SEQUENCE
  revision int not null default 0, cancelled_at timestamptz, cancel_reason text, created_by uuid references person,
  created_at timestamptz not null default clock_timestamp()
);
create index on cohort_session (cohort_id, starts_at);
create index on cohort_session (room_id, starts_at);
create table session_trainer (
  session_id uuid not null references cohort_session, cohort_id uuid not null, organisation_id uuid not null, person_id uuid not null references person,
  country text not null, branch text not null, name text not null, role text not null default 'lead' check (role in ('lead', 'assistant')),
  primary key (session_id, person_id)
);
create index on session_trainer (country, branch);
create index on session_trainer (person_id);
create table attendance_code (
  id uuid primary key, session_id uuid not null references cohort_session, organisation_id uuid not null, kind text not null check (kind in ('qr', 'word')),
  code_hash text not null, valid_from timestamptz not null, valid_until timestamptz not null, created_by uuid references person
);
create index on attendance_code (session_id);
create table attendance (
  id uuid primary key, session_id uuid not null references cohort_session, cohort_id uuid not null, organisation_id uuid not null,
  nomination_id uuid not null references nomination, person_id uuid, country text not null, branch text not null,
  mark text not null check (mark in ('present', 'partial', 'absent', 'excused')), minutes int check (minutes >= 0),
  source text not null check (source in ('list', 'code', 'import', 'sheet')), marked_by uuid references person,
  marked_at timestamptz not null default clock_timestamp(), corrects_id uuid unique references attendance, reason text,
  check ((corrects_id is null) = (reason is null))
);
-- one first mark per person and session; every later one corrects the one before
create unique index attendance_first on attendance (session_id, nomination_id) where corrects_id is null;
create index on attendance (country, branch);
create index on attendance (nomination_id);
create table sign_in_sheet (
  id uuid primary key, session_id uuid not null references cohort_session, organisation_id uuid not null, sha256 text not null,
  media_type text not null, bytes bigint not null, name text not null, uploaded_by uuid references person,
  uploaded_at timestamptz not null default clock_timestamp()
);
create index on sign_in_sheet (session_id);
create table calendar_feed (
  id uuid primary key, person_id uuid references person, cohort_id uuid references cohort, organisation_id uuid,
  code_hash text not null unique, created_at timestamptz not null default clock_timestamp(), revoked_at timestamptz,
  check ((person_id is null) <> (cohort_id is null))
);

-- Rosters, assessors, words to a cohort --------------------------------------------------------------------------------------------------
create table roster_import (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null,
  -- set when a contact point uploads its country's nominations
  country text references country, file_name text not null, format text not null check (format in ('csv', 'oneroster')),
  status text not null check (status in ('mapping', 'review', 'applying', 'done', 'cancelled')),
  headers text[] not null, mapping jsonb not null default '{}', total int not null, applied int not null default 0,
  created_by uuid not null references person, created_at timestamptz not null default clock_timestamp(), finished_at timestamptz
);
create index on roster_import (cohort_id);
create index on roster_import (country);
create table roster_row (
  import_id uuid not null references roster_import, line int not null, organisation_id uuid not null, country text,
  raw jsonb not null, nominee jsonb, problems jsonb not null default '[]', possible_duplicates jsonb not null default '[]',
  decision text check (decision in ('same_person', 'different_person', 'skip')),
  state text not null check (state in ('unread', 'ready', 'problem', 'question', 'added', 'changed', 'unchanged', 'skipped')),
  nomination_id uuid references nomination, primary key (import_id, line)
);
create index on roster_row (country);
create table assessor_assignment (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null, nomination_id uuid references nomination,
  assessor_id uuid not null references person, name text not null, assigned_by uuid references person,
  assigned_at timestamptz not null default clock_timestamp(), ended_at timestamptz
);
create index on assessor_assignment (cohort_id);
create table cohort_message (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null, subject text not null, body text not null,
  -- null: everybody with a seat; else these nominations
  nomination_ids uuid[], sent_by uuid references person, sent_at timestamptz not null default clock_timestamp()
);
create index on cohort_message (cohort_id, sent_at);
create table nomination_note (
  id uuid primary key, nomination_id uuid not null references nomination, organisation_id uuid not null, person_id uuid,
  country text not null, branch text not null, body text not null, written_by uuid references person, written_at timestamptz not null default clock_timestamp()
);
create index on nomination_note (country, branch);
create table bulk_action (
  id uuid primary key, cohort_id uuid not null references cohort, organisation_id uuid not null, kind text not null, changes jsonb not null,
  done_by uuid references person, done_at timestamptz not null default clock_timestamp(), undone_at timestamptz, undone_by uuid references person
);
create index on bulk_action (cohort_id, done_at);

-- Isolation ------------------------------------------------------------------------------------------------------------------------------
do $$
declare t text;
begin
  foreach t in array array['venue', 'room', 'delivery_right', 'partner_offer', 'trainer', 'cohort', 'cohort_quota', 'quota_release', 'nomination', 'seat',
    'nomination_event', 'nomination_approval', 'approval_request', 'training_priority', 'cohort_session', 'session_trainer', 'attendance_code', 'attendance',
    'sign_in_sheet', 'calendar_feed', 'roster_import', 'roster_row', 'assessor_assignment', 'cohort_message', 'nomination_note', 'bulk_action']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('create policy %I on %I to breakwater_owner using (true) with check (true)', t || '_owner', t);
    execute format('grant select, insert, update, delete on %I to breakwater_definer', t);
    execute format('grant select on %I to breakwater_app', t);
  end loop;
  -- published facts about training, no persons: everybody reads, the academy writes
  foreach t in array array['venue', 'room'] loop
    execute format('create policy %I on %I for select to breakwater_app using (true)', t || '_seen', t);
    execute format($p$create policy %I on %I for insert to breakwater_app with check (organisation_id = any ((select app.actor_organisations())::uuid[]))$p$, t || '_made', t);
    execute format($p$create policy %I on %I for update to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
      with check (organisation_id = any ((select app.actor_organisations())::uuid[]))$p$, t || '_kept', t);
    execute format('grant insert, update on %I to breakwater_app', t);
  end loop;
  -- the academy's own working papers
  foreach t in array array['attendance_code', 'sign_in_sheet', 'assessor_assignment', 'bulk_action'] loop
    execute format($p$create policy %I on %I to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
      with check (organisation_id = any ((select app.actor_organisations())::uuid[]))$p$, t || '_academy', t);
    execute format('grant insert, update on %I to breakwater_app', t);
  end loop;
  -- rows about a person: the person, their country and branch, and the academy of the cohort
  foreach t in array array['nomination', 'nomination_event', 'nomination_approval', 'attendance'] loop
    execute format($p$create policy %I on %I for select to breakwater_app using (person_id = (select app.actor_person())
      or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
      or organisation_id = any ((select app.actor_organisations())::uuid[]))$p$, t || '_seen', t);
  end loop;
  foreach t in array array['cohort_quota', 'quota_release'] loop
    execute format($p$create policy %I on %I for select to breakwater_app using (country = any ((select app.actor_countries())::text[])
      or organisation_id = any ((select app.actor_organisations())::uuid[]) or (select app.actor_regional()))$p$, t || '_seen', t);
    execute format($p$create policy %I on %I for insert to breakwater_app with check (organisation_id = any ((select app.actor_organisations())::uuid[])
      or (%L = 'quota_release' and country = any ((select app.actor_countries())::text[])))$p$, t || '_made', t, t);
  end loop;
end $$;
create policy cohort_quota_kept on cohort_quota for update to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy cohort_quota_unmade on cohort_quota for delete to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]));
grant insert, update, delete on cohort_quota to breakwater_app;
grant insert on quota_release to breakwater_app;

create policy delivery_right_seen on delivery_right for select to breakwater_app using (true);
create policy delivery_right_granted on delivery_right for insert to breakwater_app
  with check (((select app.actor_has('regional_admin')) or (select app.actor_has('system_admin'))) and granted_by = (select app.actor_person()));
create policy delivery_right_ended on delivery_right for update to breakwater_app
  using ((select app.actor_has('regional_admin')) or (select app.actor_has('system_admin')))
  with check ((select app.actor_has('regional_admin')) or (select app.actor_has('system_admin')));
grant insert, update on delivery_right to breakwater_app;
create policy partner_offer_seen on partner_offer for select to breakwater_app using (true);
create policy partner_offer_recorded on partner_offer for insert to breakwater_app
  with check (recorded_by = (select app.actor_person()) and ((select app.actor_regional()) or (select app.actor_has('academy_manager')) or (select app.actor_has('ncpoc'))));
create policy partner_offer_withdrawn on partner_offer for update to breakwater_app
  using (recorded_by = (select app.actor_person()) or (select app.actor_regional())) with check (recorded_by = (select app.actor_person()) or (select app.actor_regional()));
grant insert, update on partner_offer to breakwater_app;
create policy trainer_actor on trainer to breakwater_app
  using (person_id = (select app.actor_person()) or organisation_id = any ((select app.actor_organisations())::uuid[])
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
grant insert, update on trainer to breakwater_app;

-- A published cohort is an offer to the region; a draft or a template is the academy's own.
create policy cohort_seen on cohort for select to breakwater_app
  using (published_at is not null or organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy cohort_made on cohort for insert to breakwater_app with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy cohort_kept on cohort for update to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
grant insert, update on cohort to breakwater_app;
create policy seat_seen on seat for select to breakwater_app
  using (country is null or country = any ((select app.actor_countries())::text[]) or organisation_id = any ((select app.actor_organisations())::uuid[])
    or (select app.actor_regional()));
create policy seat_made on seat for insert to breakwater_app with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy seat_unmade on seat for delete to breakwater_app
  using (nomination_id is null and organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy seat_relabelled on seat for update to breakwater_app
  using (nomination_id is null and (organisation_id = any ((select app.actor_organisations())::uuid[]) or country = any ((select app.actor_countries())::text[])))
  with check (nomination_id is null and (country is null or organisation_id = any ((select app.actor_organisations())::uuid[])));
grant insert, delete on seat to breakwater_app;
grant update (country) on seat to breakwater_app;

-- One nominates oneself, one's country's people, or to one's own academy; every change of status goes through app.settle_nomination.
create policy nomination_made on nomination for insert to breakwater_app
  with check (status in ('requested', 'approved') and enrolment_id is null
    and exists (select 1 from cohort c where c.id = cohort_id and c.organisation_id = nomination.organisation_id and not c.is_template)
    and (organisation_id = any ((select app.actor_organisations())::uuid[])
      or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
      or (person_id = (select app.actor_person()) and exists (select 1 from person p where p.id = person_id and p.country = nomination.country and p.branch = nomination.branch))));
create policy nomination_corrected on nomination for update to breakwater_app
  using (organisation_id = any ((select app.actor_organisations())::uuid[])
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])));
grant insert on nomination to breakwater_app;
grant update (full_name, sort_name, profession_key, employer_id, sex, line_manager_email, priority, note, invitation_id) on nomination to breakwater_app;
create policy nomination_approval_made on nomination_approval for insert to breakwater_app
  with check (decided_by = (select app.actor_person()) and step = 'ncpoc'
    and country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]));
grant insert on nomination_approval to breakwater_app;
create policy approval_request_actor on approval_request to breakwater_app
  using (organisation_id = any ((select app.actor_organisations())::uuid[])
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])) or person_id = (select app.actor_person()))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[])
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[])) or person_id = (select app.actor_person()));
grant insert on approval_request to breakwater_app;
create policy training_priority_seen on training_priority for select to breakwater_app
  using ((select app.actor_regional()) or country = any ((select app.actor_countries())::text[]));

-- Timetable, joining links and trainers: the academy, the trainers, and whoever may see a nomination of the cohort.
create policy cohort_session_seen on cohort_session for select to breakwater_app
  using (organisation_id = any ((select app.actor_organisations())::uuid[])
    or exists (select 1 from nomination n where n.cohort_id = cohort_session.cohort_id)
    or exists (select 1 from session_trainer s where s.session_id = cohort_session.id and s.person_id = (select app.actor_person())));
create policy cohort_session_made on cohort_session for insert to breakwater_app with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy cohort_session_kept on cohort_session for update to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
grant insert, update on cohort_session to breakwater_app;
create policy session_trainer_seen on session_trainer for select to breakwater_app
  using (person_id = (select app.actor_person()) or organisation_id = any ((select app.actor_organisations())::uuid[])
    or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
    or exists (select 1 from nomination n where n.cohort_id = session_trainer.cohort_id and n.status = 'booked' and n.person_id = (select app.actor_person())));
create policy session_trainer_made on session_trainer for insert to breakwater_app with check (organisation_id = any ((select app.actor_organisations())::uuid[]));
create policy session_trainer_unmade on session_trainer for delete to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]));
grant insert, delete on session_trainer to breakwater_app;
create policy attendance_marked on attendance for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]) and marked_by = (select app.actor_person())
    and exists (select 1 from nomination n where n.id = nomination_id and n.cohort_id = attendance.cohort_id and n.country = attendance.country and n.branch = attendance.branch));
grant insert on attendance to breakwater_app;
create policy calendar_feed_actor on calendar_feed to breakwater_app
  using (person_id = (select app.actor_person()) or organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (person_id = (select app.actor_person()) or organisation_id = any ((select app.actor_organisations())::uuid[]));
grant insert, update on calendar_feed to breakwater_app;
create policy roster_import_actor on roster_import to breakwater_app
  using (case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[]) else country = any ((select app.actor_countries())::text[]) end)
  with check (created_by = (select app.actor_person()) and case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[])
    else country = any ((select app.actor_countries())::text[]) end);
create policy roster_row_actor on roster_row to breakwater_app
  using (case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[]) else country = any ((select app.actor_countries())::text[]) end)
  with check (case when country is null then organisation_id = any ((select app.actor_organisations())::uuid[]) else country = any ((select app.actor_countries())::text[]) end);
grant insert, update on roster_import, roster_row to breakwater_app;
create policy cohort_message_seen on cohort_message for select to breakwater_app
  using (organisation_id = any ((select app.actor_organisations())::uuid[])
    or exists (select 1 from nomination n where n.cohort_id = cohort_message.cohort_id and n.person_id = (select app.actor_person())
      and (nomination_ids is null and n.status = 'booked' or n.id = any (nomination_ids))));
create policy cohort_message_sent on cohort_message for insert to breakwater_app
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]) and sent_by = (select app.actor_person()));
grant insert on cohort_message to breakwater_app;
create policy nomination_note_academy on nomination_note to breakwater_app using (organisation_id = any ((select app.actor_organisations())::uuid[]))
  with check (organisation_id = any ((select app.actor_organisations())::uuid[]) and written_by = (select app.actor_person()));
grant insert on nomination_note to breakwater_app;

-- Functions ------------------------------------------------------------------------------------------------------------------------------

-- A job of a cohort acts for the academy that runs it.
create function app.begin_cohort_job(event_id uuid) returns void language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare event outbox; academy uuid;
begin
  select * into strict event from outbox where id = event_id;
  select organisation_id into strict academy from cohort where id = (event.payload ->> 'cohortId')::uuid;
  perform set_config('app.person', coalesce(event.person_id::text, ''), true);
  perform set_config('app.countries', '{}', true);
  perform set_config('app.branches', '{}', true);
  perform set_config('app.organisations', array[academy]::text, true);
  perform set_config('app.roles', '{}', true);
  perform set_config('app.regional', 'off', true);
end $$;

-- May the actor act on this nomination: its person, its country and branch, its academy?
create function app.may_settle(n nomination) returns boolean language sql stable set search_path = pg_catalog, public, app as $$
  select n.person_id = app.actor_person() or n.organisation_id = any (app.actor_organisations())
    or (n.country = any (app.actor_countries()) and n.branch = any (app.actor_branches()))
$$;

-- What a booking brings: the enrolment, and the disclosure to the academy until 90 days after the end. Scores stay inside the judiciary.
create function app.enrol_nominee(nominated uuid) returns uuid language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n nomination; c cohort; academy_branch text; enrolled uuid; fields text[];
begin
  select * into n from nomination where id = nominated;
  if n.person_id is null or n.status <> 'booked' then return null; end if;
  select * into c from cohort where id = n.cohort_id;
  select branch into academy_branch from organisation where id = n.organisation_id;
  select id into enrolled from enrolment e where e.person_id = n.person_id and e.curriculum_version_id = c.curriculum_version_id and e.withdrawn_at is null;
  if enrolled is null then
    enrolled := gen_random_uuid();
    insert into enrolment (id, person_id, curriculum_version_id, country, branch) values (enrolled, n.person_id, c.curriculum_version_id, n.country, n.branch);
    perform app.record_audit(gen_random_uuid(), 'learner.enrolled', 'enrolment', enrolled::text, n.country, jsonb_build_object('cohortId', c.id));
  end if;
  update nomination set enrolment_id = enrolled where id = nominated;
  fields := array['name', 'progress', 'practical', 'award'];
  if n.branch <> 'judicial' or academy_branch = 'judicial' then fields := fields || 'scores'; end if;
  if not exists (select 1 from disclosure d where d.person_id = n.person_id and d.cohort_id = c.id and d.until_on >= current_date) then
    insert into disclosure (id, person_id, organisation_id, cohort_id, fields, until_on, reason, recorded_by)
    values (gen_random_uuid(), n.person_id, n.organisation_id, c.id, fields, greatest(coalesce(c.ends_on, current_date), current_date) + 90, 'shared cohort', app.actor_person());
  end if;
  return enrolled;
end $$;

-- The one way a nomination changes status. Asking for a seat ('booked') answers 'booked' or 'waitlisted'; leaving a seat frees it and leaves
-- word for the promotion. The cohort's row is locked, so that seats are given one after the other; whoever waits is not overtaken.
create function app.settle_nomination(nominated uuid, wanted text, why text, remark text, promoting boolean) returns text
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n nomination; c cohort; place uuid; freed boolean := false; result text := wanted;
begin
  select * into n from nomination where id = nominated;
  if not found or not app.may_settle(n) then raise exception 'unknown nomination' using errcode = 'BW010'; end if;
  select * into strict c from cohort where id = n.cohort_id for update;
  select * into strict n from nomination where id = nominated for update;
  if n.status = wanted or (wanted = 'booked' and n.status = 'waitlisted' and not promoting) then return n.status; end if;
  if not (case wanted
      when 'approved' then n.status in ('requested', 'declined', 'withdrawn')
      when 'booked' then n.status in ('approved', 'waitlisted')
      when 'requested' then n.status in ('withdrawn', 'declined')
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
    if c.starts_on is not null and (promoting or not exists (select 1 from nomination w where w.cohort_id = c.id and w.status = 'waitlisted' and w.country = n.country)) then
      select s.id into place from seat s where s.cohort_id = c.id and s.nomination_id is null and s.country = n.country order by s.number limit 1;
    end if;
    if place is null and c.starts_on is not null and (promoting or not exists (select 1 from nomination w where w.cohort_id = c.id and w.status = 'waitlisted')) then
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
    update disclosure set until_on = current_date where cohort_id = c.id and person_id = n.person_id and until_on > current_date;
  end if;
  perform app.record_audit(gen_random_uuid(), 'nomination.' || result, 'nomination', n.id::text, n.country, jsonb_build_object('cohortId', c.id, 'reason', why));
  perform app.enqueue(gen_random_uuid(), 'cohorts.nomination-settled', jsonb_build_object('nominationId', n.id, 'cohortId', c.id, 'status', result, 'before', n.status, 'reason', why), n.country, n.person_id);
  if freed then perform app.enqueue(gen_random_uuid(), 'cohorts.seat-freed', jsonb_build_object('cohortId', c.id), null, null); end if;
  return result;
end $$;

-- Who waits, with the rank of their country's gap (1 is the worst), for the academy's promotion only: shortfalls themselves stay unseen.
create function app.waitlist(of_cohort uuid)
returns table (nomination_id uuid, country text, waiting_since timestamptz, priority int, gap_rank int)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select n.id, n.country, n.waiting_since, n.priority,
    coalesce((select r.place from (select p.country, rank() over (order by p.shortfall desc)::int as place from training_priority p
      join curriculum_version v on v.curriculum_key = p.curriculum_key join cohort c on c.curriculum_version_id = v.id where c.id = of_cohort) r
      where r.country = n.country), 1000)
  from nomination n where n.cohort_id = of_cohort and n.status = 'waitlisted' and n.organisation_id = any (app.actor_organisations())
$$;

-- A nominee who has no account the nominator may see is invited to their own organisation; an open invitation is used again.
create function app.invite_nominee(nominated uuid, new_invitation uuid, new_code_hash text, expires timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n nomination; known uuid;
begin
  select * into n from nomination where id = nominated for update;
  if not found or not app.may_settle(n) or n.person_id is not null or n.employer_id is null then return null; end if;
  select i.id into known from invitation i where i.email = n.email and i.organisation_id = n.employer_id and i.accepted_at is null and i.expires_at > clock_timestamp();
  if known is null then
    insert into invitation (id, email, full_name, country, branch, profession_key, organisation_id, code_hash, invited_by, expires_at)
    values (new_invitation, n.email, n.full_name, n.country, n.branch, n.profession_key, n.employer_id, new_code_hash, app.actor_person(), expires);
  end if;
  update nomination set invitation_id = coalesce(known, new_invitation) where id = n.id;
  return coalesce(known, new_invitation);
end $$;

-- Whoever has accepted an invitation is the person their nominations meant.
create function app.link_nominations(joined uuid) returns int language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare n record; linked int := 0;
begin
  for n in update nomination m set person_id = joined from invitation i join person p on p.email = i.email
      where m.invitation_id = i.id and i.accepted_at is not null and m.person_id is null and p.id = joined returning m.id loop
    linked := linked + 1;
    perform app.enrol_nominee(n.id);
  end loop;
  update nomination_event e set person_id = joined from nomination n where n.id = e.nomination_id and n.person_id = joined and e.person_id is null;
  update attendance a set person_id = joined from nomination n where n.id = a.nomination_id and n.person_id = joined and a.person_id is null;
  return linked;
end $$;

-- A country's shortfall per curriculum, as the gap analysis last found it.
create function app.write_training_priority(of_country text, shortfalls jsonb) returns void language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  if not (of_country = any (app.actor_countries()) or app.actor_regional()) then raise exception 'not this country' using errcode = '42501'; end if;
  delete from training_priority where country = of_country;
  insert into training_priority (curriculum_key, country, shortfall)
    select key, of_country, value::float8 from jsonb_each_text(shortfalls) where exists (select 1 from curriculum k where k.key = jsonb_each_text.key);
end $$;

-- As in 0003, but a posting that is already open is not made twice, and what was typed about a person's sex is kept.
set local role breakwater_definer;
create or replace function app.accept_invitation(given_code_hash text, new_person uuid, new_posting uuid, given_sort_name text)
returns table (person_id uuid, email text, country text, is_new boolean)
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare invited invitation; existing uuid;
begin
  update invitation i set accepted_at = clock_timestamp()
    where i.code_hash = given_code_hash and i.accepted_at is null and i.expires_at > clock_timestamp()
    returning * into invited;
  if not found then raise exception 'invitation cannot be used' using errcode = 'BW003'; end if;
  select p.id into existing from person p where p.email = invited.email;
  if existing is null then
    insert into person (id, full_name, sort_name, email, country, branch, sex)
    values (new_person, invited.full_name, given_sort_name, invited.email, invited.country, invited.branch,
      coalesce((select n.sex from nomination n where n.invitation_id = invited.id order by n.nominated_at desc limit 1), 'not_stated'));
  end if;
  if not exists (select 1 from posting g where g.person_id = existing and g.organisation_id = invited.organisation_id
      and g.profession_key = invited.profession_key and g.country = invited.country and (g.ends_on is null or g.ends_on >= current_date)) then
    insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on)
    values (new_posting, coalesce(existing, new_person), invited.country, invited.branch, invited.profession_key, invited.organisation_id, current_date);
  end if;
  insert into disclosure (id, person_id, organisation_id, fields, until_on, reason)
  values (gen_random_uuid(), coalesce(existing, new_person), invited.organisation_id, array['name'], current_date + 1825, 'posting');
  perform set_config('app.person', coalesce(existing, new_person)::text, true);
  return query select coalesce(existing, new_person), invited.email, invited.country, existing is null;
end $$;
set local role breakwater_owner;

do $$
declare f regprocedure;
begin
  foreach f in array array['app.begin_cohort_job(uuid)', 'app.enrol_nominee(uuid)', 'app.settle_nomination(uuid,text,text,text,boolean)', 'app.waitlist(uuid)',
    'app.invite_nominee(uuid,uuid,text,timestamptz)', 'app.link_nominations(uuid)', 'app.write_training_priority(text,jsonb)']::regprocedure[]
  loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
-- only other functions enrol
revoke execute on function app.enrol_nominee(uuid) from breakwater_app;
-- the rule of who may settle is asked by the definer alone
revoke all on function app.may_settle(nomination) from public;
grant execute on function app.may_settle(nomination) to breakwater_definer;
grant execute on function app.record_audit(uuid, text, text, text, text, jsonb) to breakwater_definer;
