-- Practicals marked by two assessors (issue 3.5). Each signs alone: a signature of a double-marked practical is read by nobody but its signer
-- until the second has signed, and this file enforces it, not the page. The final assessor is another person than the evaluator or says why
-- not; whoever moderates signed neither. Nobody assesses a direct report; where a cohort assigned assessors, the others do not mark.
-- Evidence hangs on a signature by its id, which exists before it is signed: a draft keeps its files. Rows say what was uploaded; bytes lie in
-- the content-addressed store. Safe: existing signatures are by a sole assessor, which is the default. Undo: drop practical_evidence, the
-- triggers, functions and policies named here, then the columns; restore may_assess, practical_candidates and the two sign policies of 0040.

alter table practical_assessment
  add column part text not null default 'sole' check (part in ('sole', 'evaluation', 'final', 'moderation')),
  add column round int not null default 1 check (round > 0),
  add column waiver_reason text check (length(waiver_reason) between 3 and 2000),
  add column moderation_reason text check (length(moderation_reason) between 3 and 2000),
  add check (waiver_reason is null or part = 'final'),
  add check ((moderation_reason is not null) = (part = 'moderation' and corrects_id is null));
-- two windows that sign the same part at once: one does
create unique index practical_assessment_part on practical_assessment (enrolment_id, module_id, round, part)
  where part <> 'sole' and corrects_id is null;
create index on posting (supervisor_id);
create unique index assessor_assignment_live on assessor_assignment
  (cohort_id, coalesce(nomination_id, '00000000-0000-0000-0000-000000000000'), assessor_id) where ended_at is null;
create index on nomination (enrolment_id);

-- Rules ----------------------------------------------------------------------------------------------------------------------------------
create function app.is_direct_report(of_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select exists (select 1 from posting g where g.person_id = of_person and g.supervisor_id = app.actor_person()
    and g.starts_on <= current_date and (g.ends_on is null or g.ends_on >= current_date))
$$;

-- Whom the cohorts of an enrolment assigned, to it or to everybody; null where nobody was, so that any assessor of the academy may mark.
create function app.assigned_assessors(of_enrolment uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select array_agg(distinct a.assessor_id) from nomination n
  join assessor_assignment a on a.cohort_id = n.cohort_id and (a.nomination_id is null or a.nomination_id = n.id) and a.ended_at is null
  where n.enrolment_id = of_enrolment and n.status = 'booked'
$$;

create function app.both_signed(of_enrolment uuid, of_module uuid, in_round int) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select exists (select 1 from practical_assessment p where p.enrolment_id = of_enrolment and p.module_id = of_module
    and p.round = in_round and p.part = 'final')
$$;

-- Where a practical stands; app/domain/assessment/decision.ts is the same rule, and a test holds them together.
create function app.practical_state(of_enrolment uuid, of_module uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, app as $$
  with live as (
    select p.* from practical_assessment p where p.enrolment_id = of_enrolment and p.module_id = of_module
      and not exists (select 1 from practical_assessment n where n.corrects_id = p.id)
  ), latest as (select l.* from live l where l.round = (select max(m.round) from live m))
  select case
    when not exists (select 1 from live) then 'unsigned'
    when exists (select 1 from live where part = 'sole') then (select outcome from live order by signed_at desc, id desc limit 1)
    when exists (select 1 from latest where part = 'moderation') then (select outcome from latest where part = 'moderation')
    when not exists (select 1 from latest where part = 'final') then 'waiting'
    when (select count(distinct outcome) from latest) = 1 then (select min(outcome) from latest)
    else 'disputed' end
$$;

create function app.own_practical_states() returns table (enrolment_id uuid, module_id uuid, state text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select p.enrolment_id, p.module_id, app.practical_state(p.enrolment_id, p.module_id)
  from practical_assessment p where p.person_id = app.actor_person() group by 1, 2
$$;

create function app.may_moderate(assessed uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select assessed <> app.actor_person() and not app.is_direct_report(assessed)
    and exists (select 1 from app.practical_disclosures(array['assessor', 'academy_manager']) d where d.person_id = assessed)
$$;

set local role breakwater_definer;
create or replace function app.may_assess(assessed uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select assessed <> app.actor_person() and not app.is_direct_report(assessed)
    and exists (select 1 from app.practical_disclosures(array['assessor']) d where d.person_id = assessed)
$$;
create or replace function app.withdraw_practical_completion(corrected_enrolment uuid, corrected_module uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  delete from module_completion c where c.enrolment_id = corrected_enrolment and c.module_id = corrected_module
    and app.may_moderate(c.person_id)
    and exists (select 1 from practical_assessment p where p.enrolment_id = c.enrolment_id and p.module_id = c.module_id)
    and app.practical_state(c.enrolment_id, c.module_id) <> 'passed';
  return found;
end $$;
set local role breakwater_owner;

-- As in 0040, with how many assessors are asked for, whether the actor leads the person, and who was assigned.
drop function app.practical_candidates();
create function app.practical_candidates()
returns table (enrolment_id uuid, module_id uuid, person_id uuid, country text, branch text, full_name text, sort_name text,
  title text, curriculum text, zone text, disclosed_to uuid[], missing int, assessors int, direct_report boolean, assigned uuid[])
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select e.id, m.id, p.id, e.country, e.branch, p.full_name, p.sort_name, m.title, v.title, c.zone, d.organisations,
    (select count(*) from module q left join overlay o on o.id = q.overlay_id
     where q.curriculum_version_id = v.id and q.kind = 'self_paced' and q.required and (q.overlay_id is null or o.country = e.country)
       and not exists (select 1 from module_completion k where k.enrolment_id = e.id and k.module_id = q.id))::int,
    coalesce((r.document ->> 'assessors')::int, 1), app.is_direct_report(p.id), app.assigned_assessors(e.id)
  from (select x.person_id, array_agg(x.organisation_id) as organisations
        from app.practical_disclosures(array['assessor', 'academy_manager']) x group by 1) d
  join enrolment e on e.person_id = d.person_id and e.withdrawn_at is null
  join person p on p.id = e.person_id
  join country c on c.iso2 = e.country
  join curriculum_version v on v.id = e.curriculum_version_id
  join module m on m.curriculum_version_id = v.id and m.kind = 'practical'
  join practical_rubric r on r.module_id = m.id
$$;

-- Who signed what, for the academy and for the learner: names and parts always, an outcome only once it may be known.
create function app.practical_signatures(of_enrolment uuid, of_module uuid)
returns table (id uuid, enrolment_id uuid, module_id uuid, part text, round int, assessor_id uuid, assessor text, outcome text,
  signed_at timestamptz, corrected boolean)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select p.id, p.enrolment_id, p.module_id, p.part, p.round, p.assessor_id,
    case when p.person_id <> app.actor_person() then a.full_name end,
    case when p.part = 'sole' or p.assessor_id = app.actor_person() or app.both_signed(p.enrolment_id, p.module_id, p.round) then p.outcome end,
    p.signed_at, exists (select 1 from practical_assessment n where n.corrects_id = p.id)
  from practical_assessment p join person a on a.id = p.assessor_id
  where (of_enrolment is null or p.enrolment_id = of_enrolment) and (of_module is null or p.module_id = of_module)
    and (p.person_id = app.actor_person()
      or p.person_id in (select d.person_id from app.practical_disclosures(array['assessor', 'academy_manager']) d))
  order by p.signed_at desc, p.id desc
$$;

-- The second fence around a signature: the command asks first, this refuses whatever slipped past it.
create function app.guard_signature() returns trigger language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare asked int; corrected practical_assessment; signers uuid[];
begin
  select coalesce((r.document ->> 'assessors')::int, 1) into asked from practical_rubric r where r.module_id = new.module_id;
  if (coalesce(asked, 1) = 2) = (new.part = 'sole') then raise exception 'not a part of this practical' using errcode = 'BW044'; end if;
  if new.part = 'sole' then return new; end if;
  if new.corrects_id is not null then
    select * into corrected from practical_assessment where id = new.corrects_id;
    if (corrected.enrolment_id, corrected.module_id, corrected.round, corrected.part, corrected.assessor_id)
      is distinct from (new.enrolment_id, new.module_id, new.round, new.part, new.assessor_id) then
      raise exception 'somebody else''s signature' using errcode = 'BW045';
    end if;
    return new;
  end if;
  select array_agg(p.assessor_id) into signers from practical_assessment p
    where p.enrolment_id = new.enrolment_id and p.module_id = new.module_id and p.round = new.round and p.part in ('evaluation', 'final');
  if new.part = 'final' and signers is null then raise exception 'nothing was evaluated yet' using errcode = 'BW046'; end if;
  if new.part = 'final' and new.waiver_reason is null and new.assessor_id = any (signers) then
    raise exception 'the final assessor is the evaluator' using errcode = 'BW047';
  end if;
  if new.part = 'moderation' and (new.assessor_id = any (signers)) is distinct from false then
    raise exception 'whoever moderates signed neither' using errcode = 'BW048';
  end if;
  return new;
end $$;
alter function app.guard_signature() owner to breakwater_definer;
create trigger practical_assessment_guard before insert on practical_assessment for each row execute function app.guard_signature();

drop policy practical_assessment_sign on practical_assessment;
create policy practical_assessment_sign on practical_assessment for insert to breakwater_app
  with check (assessor_id = (select app.actor_person())
    and case when part = 'moderation' then app.may_moderate(person_id)
      else app.may_assess(person_id) and coalesce(assessor_id = any (app.assigned_assessors(enrolment_id)), true) end);
create policy practical_assessment_alone on practical_assessment as restrictive for select to breakwater_app
  using (part = 'sole' or assessor_id = (select app.actor_person()) or app.both_signed(enrolment_id, module_id, round));
drop policy practical_mark_sign on practical_mark;
create policy practical_mark_sign on practical_mark for insert to breakwater_app
  with check (exists (select 1 from practical_assessment p where p.id = practical_assessment_id and p.person_id = practical_mark.person_id
    and p.assessor_id = (select app.actor_person())
    and case when p.part = 'moderation' then app.may_moderate(p.person_id) else app.may_assess(p.person_id) end));
-- marks are read with the signature they belong to, never before it
create policy practical_mark_alone on practical_mark as restrictive for select to breakwater_app
  using (exists (select 1 from practical_assessment p where p.id = practical_assessment_id));

-- Evidence -------------------------------------------------------------------------------------------------------------------------------
create table practical_evidence (
  id uuid primary key,
  -- of a signature that may still be a draft: no foreign key
  practical_assessment_id uuid not null,
  enrolment_id uuid not null references enrolment,
  module_id uuid not null references module,
  person_id uuid not null references person,
  country text not null references country,
  branch text not null check (branch in ('judicial', 'general', 'protected')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  bytes bigint not null check (bytes between 1 and 10485760),
  name text not null check (length(name) between 1 and 200),
  note text not null default '' check (length(note) <= 2000),
  uploaded_by uuid not null references person,
  uploaded_at timestamptz not null,
  removed_at timestamptz
);
create index on practical_evidence (country, branch);
create index on practical_evidence (person_id);
create index on practical_evidence (enrolment_id, module_id);
create unique index practical_evidence_once on practical_evidence (practical_assessment_id, sha256) where removed_at is null;
alter table practical_evidence enable row level security;
alter table practical_evidence force row level security;
create policy practical_evidence_definer on practical_evidence to breakwater_definer using (true) with check (true);
grant select on practical_evidence to breakwater_definer;

-- One's own draft, or one's own signature of this very practical.
create function app.may_attach(to_assessment uuid, of_enrolment uuid, of_module uuid, of_person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select app.may_moderate(of_person)
    and exists (select 1 from enrolment e where e.id = of_enrolment and e.person_id = of_person)
    and not exists (select 1 from practical_assessment p where p.id = to_assessment
      and (p.assessor_id, p.enrolment_id, p.module_id) is distinct from (app.actor_person(), of_enrolment, of_module))
    and not exists (select 1 from practical_evidence e where e.practical_assessment_id = to_assessment and e.uploaded_by <> app.actor_person())
$$;
create policy practical_evidence_seen on practical_evidence for select to breakwater_app
  using (uploaded_by = (select app.actor_person())
    or (exists (select 1 from practical_assessment p where p.id = practical_assessment_id)
      and (person_id = (select app.actor_person())
        or exists (select 1 from disclosure d where d.person_id = practical_evidence.person_id and 'practical' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))));
create policy practical_evidence_attached on practical_evidence for insert to breakwater_app
  with check (uploaded_by = (select app.actor_person()) and removed_at is null
    and app.may_attach(practical_assessment_id, enrolment_id, module_id, person_id));
create policy practical_evidence_removed on practical_evidence for update to breakwater_app
  using (uploaded_by = (select app.actor_person()) and not exists (select 1 from practical_assessment p where p.id = practical_assessment_id))
  with check (uploaded_by = (select app.actor_person()));
grant select, insert on practical_evidence to breakwater_app;
grant update (removed_at) on practical_evidence to breakwater_app;

-- Line managers and an academy's assessors -----------------------------------------------------------------------------------------------
-- Posting rows are written by a country's own accounts; an academy that sees a person also knows who leads them.
create function app.set_supervisor(of_posting uuid, leader uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, app as $$
declare g posting;
begin
  select * into g from posting where id = of_posting for update;
  if not found or not (app.actor_has('system_admin') or (g.country = any (app.actor_countries()) and g.branch = any (app.actor_branches()))
    or exists (select 1 from disclosure d join role_grant r on r.organisation_id = d.organisation_id and r.person_id = app.actor_person()
        and r.role = 'academy_manager' where d.person_id = g.person_id and 'name' = any (d.fields) and d.until_on >= current_date
        and not exists (select 1 from role_grant_end x where x.grant_id = r.id))) then
    raise exception 'not this posting' using errcode = '42501';
  end if;
  update posting set supervisor_id = leader where id = of_posting;
end $$;

create function app.academy_assessors(of_organisation uuid) returns table (person_id uuid, full_name text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select distinct p.id, p.full_name from role_grant g join person p on p.id = g.person_id
  where g.organisation_id = of_organisation and g.role = 'assessor' and of_organisation = any (app.actor_organisations())
    and not exists (select 1 from role_grant_end e where e.grant_id = g.id)
$$;
grant update on posting to breakwater_definer;

do $$
declare f regprocedure;
begin
  foreach f in array array['app.is_direct_report(uuid)', 'app.assigned_assessors(uuid)', 'app.both_signed(uuid,uuid,int)', 'app.practical_state(uuid,uuid)',
    'app.own_practical_states()', 'app.may_moderate(uuid)', 'app.practical_candidates()', 'app.practical_signatures(uuid,uuid)',
    'app.may_attach(uuid,uuid,uuid,uuid)', 'app.set_supervisor(uuid,uuid)', 'app.academy_assessors(uuid)']::regprocedure[]
  loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
-- a state without knowing whose it is would tell an outcome
revoke execute on function app.practical_state(uuid, uuid) from breakwater_app;
