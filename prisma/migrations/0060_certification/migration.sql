-- Certifications and awards (DESIGN §8). An award is never changed: coverage and revocation are rows beside it. Undo: drop the tables.

create table certification (
  key text primary key, name text not null, curriculum_key text not null, validity_months int not null, grace_months int not null,
  minimum_assurance text not null, overlay_required boolean not null
);
create sequence award_number;
create table award (
  id uuid primary key, number text not null unique, person_id uuid not null references person, certification_key text not null references certification,
  curriculum_version_id uuid not null references curriculum_version, enrolment_id uuid not null unique references enrolment,
  country text not null references country, branch text not null, locale text not null, assurance text not null check (assurance in ('C0', 'C1', 'C2', 'C3')),
  valid_from_on date not null, valid_to_on date not null check (valid_to_on >= valid_from_on), issued_at timestamptz not null, period int not null check (period > 0),
  verification_code_hash text not null unique, holder_name text not null, unique (person_id, certification_key, period)
);
create index on award (country, branch);
create table award_coverage (
  award_id uuid not null references award, country text not null references country, overlay_id uuid not null references overlay,
  person_id uuid not null references person, branch text not null, covered_on date not null, primary key (award_id, country)
);
create table award_revocation (
  award_id uuid primary key references award, person_id uuid not null references person, country text not null, branch text not null,
  effective_on date not null, recorded_at timestamptz not null default clock_timestamp(), recorded_by uuid not null references person, reason text not null
);
do $$
declare t text;
begin
  foreach t in array array['award', 'award_coverage', 'award_revocation'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to breakwater_definer using (true) with check (true)', t || '_definer', t);
    execute format('grant select on %I to breakwater_definer', t);
    execute format('grant select, insert on %I to breakwater_app', t);
    execute format($p$create policy %I on %I to breakwater_app
      using (person_id = (select app.actor_person())
        or (country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
        or exists (select 1 from disclosure d where d.person_id = %I.person_id and 'award' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))
      with check ((country = any ((select app.actor_countries())::text[]) and branch = any ((select app.actor_branches())::text[]))
        or exists (select 1 from disclosure d where d.person_id = %I.person_id and 'award' = any (d.fields)
          and d.organisation_id = any ((select app.actor_organisations())::uuid[]) and d.until_on >= current_date))$p$, t || '_actor', t, t, t);
  end loop;
end $$;
alter table certification enable row level security;
alter table certification force row level security;
create policy certification_public on certification for select to breakwater_app, breakwater_definer using (true);
create policy certification_owner on certification to breakwater_owner using (true) with check (true);
grant select on certification to breakwater_app, breakwater_definer;
grant usage on sequence award_number to breakwater_app;

-- Everything a person's holdings follow from, whatever countries they served in.
create function app.person_standing(person uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select jsonb_build_object(
    'postings', coalesce((select jsonb_agg(jsonb_build_object('country', country, 'branch', branch, 'profession', profession_key, 'from', starts_on, 'to', ends_on)) from posting where person_id = person), '[]'),
    'awards', coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'certification', a.certification_key, 'assurance', a.assurance, 'from', a.valid_from_on, 'to', a.valid_to_on,
        'revokedOn', r.effective_on, 'coverage', coalesce((select jsonb_object_agg(c.country, c.covered_on) from award_coverage c where c.award_id = a.id), '{}')))
      from award a left join award_revocation r on r.award_id = a.id where a.person_id = person), '[]'),
    'holdings', coalesce((select jsonb_agg(jsonb_build_object('country', country, 'branch', branch, 'profession', profession_key, 'certification', certification_key, 'scope', scope,
        'assurance', assurance, 'from', from_on, 'to', to_on, 'awardId', award_id)) from capacity_holding where person_id = person), '[]'))
$$;
-- Public verification: what the holder of the code may know, nothing else.
create function app.verify_award(code_hash text)
returns table (number text, holder_name text, certification text, country text, assurance text, valid_from_on date, valid_to_on date, revoked_on date, covered boolean, issued_at timestamptz, zone text)
language sql stable security definer set search_path = pg_catalog, public, app as $$
  select a.number, a.holder_name, c.name, n.name, a.assurance, a.valid_from_on, a.valid_to_on, r.effective_on,
    exists (select 1 from award_coverage v where v.award_id = a.id and v.country = a.country), a.issued_at, n.zone
  from award a join certification c on c.key = a.certification_key join country n on n.iso2 = a.country
  left join award_revocation r on r.award_id = a.id where a.verification_code_hash = code_hash
$$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.person_standing(uuid)', 'app.verify_award(text)']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
