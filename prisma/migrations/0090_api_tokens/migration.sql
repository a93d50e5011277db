-- Personal tokens for the API: a name, scopes and an end. Only a hash of the token is kept; it is shown once, when it is made.
-- Isolation: a token is visible to its own person and to nobody else. Safe: creates only. Undo: drop the table and function.
create table api_token (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null check (length(name) between 1 and 100),
  token_hash text not null unique,
  scopes text[] not null check (cardinality(scopes) between 1 and 20),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null check (expires_at > created_at),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index on api_token (person_id, created_at);
alter table api_token enable row level security;
alter table api_token force row level security;
create policy api_token_definer on api_token to breakwater_definer using (true) with check (true);
grant select, update on api_token to breakwater_definer;
create policy api_token_actor on api_token to breakwater_app
  using (person_id = (select app.actor_person())) with check (person_id = (select app.actor_person()));
grant select, insert on api_token to breakwater_app;
grant update (revoked_at) on api_token to breakwater_app;

-- The token is the authority. Its use is noted once a minute at most, so that a busy client does not become a busy row.
create function app.use_api_token(given_hash text) returns table (id uuid, person_id uuid, scopes text[])
language plpgsql security definer set search_path = pg_catalog, public, app as $$
begin
  update api_token t set last_used_at = clock_timestamp()
    where t.token_hash = given_hash and t.revoked_at is null and t.expires_at > clock_timestamp()
      and (t.last_used_at is null or t.last_used_at < clock_timestamp() - interval '1 minute');
  return query select t.id, t.person_id, t.scopes from api_token t
    where t.token_hash = given_hash and t.revoked_at is null and t.expires_at > clock_timestamp();
end $$;
alter function app.use_api_token(text) owner to breakwater_definer;
revoke all on function app.use_api_token(text) from public;
grant execute on function app.use_api_token(text) to breakwater_app;
