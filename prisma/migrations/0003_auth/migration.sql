-- Credentials live apart (DESIGN §4.3): better-auth's tables in schema auth, reached only by the auth role, which owns nothing.
-- The user id equals the person's id; the name column stays empty. Safe: creates only. Undo: drop the tables.

create table auth."user" (
  id text primary key,
  name text not null default '',
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create table auth.session (
  id text primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" on delete cascade
);
create index on auth.session ("userId");
create table auth.account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth.account ("userId");
create table auth.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index on auth.verification (identifier);
-- rate-limiter-flexible's shape: points used per key until `expire` (milliseconds since 1970).
create table auth.rate_limit (key varchar(255) primary key, points int not null default 0, expire bigint);

grant usage on schema auth to breakwater_auth;
grant select, insert, update, delete on all tables in schema auth to breakwater_auth;

-- Accepting an invitation makes (or finds) the person and their posting in one step; the code is the authority.
create function app.accept_invitation(given_code_hash text, new_person uuid, new_posting uuid, given_sort_name text)
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
    insert into person (id, full_name, sort_name, email, country, branch)
    values (new_person, invited.full_name, given_sort_name, invited.email, invited.country, invited.branch);
  end if;
  insert into posting (id, person_id, country, branch, profession_key, organisation_id, starts_on)
  values (new_posting, coalesce(existing, new_person), invited.country, invited.branch, invited.profession_key, invited.organisation_id, current_date);
  insert into disclosure (id, person_id, organisation_id, fields, until_on, reason)
  values (gen_random_uuid(), coalesce(existing, new_person), invited.organisation_id, array['name'], current_date + 1825, 'posting');
  perform set_config('app.person', coalesce(existing, new_person)::text, true);
  return query select coalesce(existing, new_person), invited.email, invited.country, existing is null;
end $$;
-- What the holder of a code may read before accepting.
create function app.read_invitation(given_code_hash text)
returns table (full_name text, email text, organisation text, state text, has_account boolean)
language sql security definer set search_path = pg_catalog, public, app as $$
  select i.full_name, i.email, o.name,
    case when i.accepted_at is not null then 'used' when i.expires_at <= clock_timestamp() then 'expired' else 'open' end,
    exists (select 1 from person p where p.email = i.email)
  from invitation i join organisation o on o.id = i.organisation_id where i.code_hash = given_code_hash
$$;
create function app.person_by_email(given_email text) returns uuid
language sql security definer set search_path = pg_catalog, public, app as $$ select id from person where email = lower(given_email) $$;
do $$
declare f regprocedure;
begin
  foreach f in array array['app.accept_invitation(text,uuid,uuid,text)', 'app.read_invitation(text)', 'app.person_by_email(text)']::regprocedure[] loop
    execute format('alter function %s owner to breakwater_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to breakwater_app', f);
  end loop;
end $$;
