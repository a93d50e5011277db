/** Reads about people, shaped for the caller. What the caller may not see is not there. */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { hashCapability } from "~/domain/kernel/ids";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { canGrantRoles, canSeePeople, canSetSupervisor } from "./policy";
import type { SignedIn } from "./schema";

/** The person behind a session and what they may do. Throws not_found when the person is gone. */
export function getSignedIn(personId: string): Promise<{ actor: Actor; person: SignedIn }> {
  return withActor({ personId }, async (db, actor) => {
    const row = await db.person.findUnique({ where: { id: personId } });
    if (!row) throw notFound("unknown_person");
    const person: SignedIn = {
      personId,
      fullName: row.fullName,
      email: row.email,
      locale: row.locale,
      country: row.country,
      branch: row.branch as Branch,
    };
    return { actor, person };
  });
}

export type PersonRow = {
  id: string;
  fullName: string;
  email: string;
  country: string;
  organisation: string;
  profession: string;
};

/** People the actor may see, by sort name; `search` matches name and e-mail. 50 to a page. */
export function listPeople(
  actor: Actor,
  input: { search: string; page: number },
): Promise<{ people: PersonRow[]; total: number }> {
  return withActor(actor, async (db, fresh) => {
    if (!canSeePeople(fresh)) throw forbidden("not_staff");
    const pattern = `%${input.search.trim().replace(/[\\%_]/g, "\\$&")}%`;
    const rows = await db.$queryRaw<(PersonRow & { total: number })[]>`
      select p.id, p.full_name as "fullName", p.email, p.country, coalesce(o.name, '') as organisation,
             coalesce(f.name, '') as profession, count(*) over ()::int as total
      from person p
      left join lateral (select * from posting q where q.person_id = p.id
        and (q.ends_on is null or q.ends_on >= current_date) order by q.starts_on desc limit 1) q on true
      left join organisation o on o.id = q.organisation_id
      left join profession f on f.key = q.profession_key
      where p.full_name ilike ${pattern} or p.email ilike ${pattern}
      order by p.sort_name, p.id limit 50 offset ${(input.page - 1) * 50}`;
    return { people: rows, total: rows[0]?.total ?? 0 };
  });
}

export type GrantRow = {
  id: string;
  role: string;
  country: string | null;
  organisation: string | null;
  grantedAt: Date;
};

type PostingRow = {
  id: string;
  organisation: string;
  profession: string;
  country: string;
  branch: Branch;
  startsOn: Date;
  endsOn: Date | null;
  hasSupervisor: boolean;
  /** Null for a line manager whom the actor may not see. */
  supervisor: string | null;
  supervisorEmail: string | null;
  disclosedTo: string[];
};

/** One person with postings and roles. Throws not_found for whoever is out of the actor's reach. */
export function getPerson(actor: Actor, personId: string) {
  return withActor(actor, async (db, fresh) => {
    const person = await db.person.findUnique({ where: { id: personId } });
    if (!person) throw notFound("unknown_person");
    const postings = await db.$queryRaw<PostingRow[]>`
      select q.id, o.name as organisation, f.name as profession, q.country, q.branch, q.starts_on as "startsOn", q.ends_on as "endsOn",
        q.supervisor_id is not null as "hasSupervisor", s.full_name as supervisor, s.email as "supervisorEmail",
        array(select d.organisation_id from disclosure d where d.person_id = q.person_id and 'name' = any (d.fields) and d.until_on >= current_date) as "disclosedTo"
      from posting q join organisation o on o.id = q.organisation_id join profession f on f.key = q.profession_key
      left join person s on s.id = q.supervisor_id
      where q.person_id = ${personId}::uuid order by q.starts_on desc`;
    const grants = await db.$queryRaw<GrantRow[]>`
      select g.id, g.role, g.country, o.name as organisation, g.granted_at as "grantedAt"
      from role_grant g left join organisation o on o.id = g.organisation_id
      where g.person_id = ${personId}::uuid and not exists (select 1 from role_grant_end e where e.grant_id = g.id)
      order by g.granted_at`;
    const withLeave = postings.map(({ disclosedTo, branch, ...posting }) => ({
      ...posting,
      maySetSupervisor: canSetSupervisor(fresh, { country: posting.country, branch, disclosedTo }),
    }));
    return { person, postings: withLeave, grants, mayGrant: canGrantRoles(fresh) };
  });
}

/** One posting whose line manager the actor may say, the newest where none is named. Throws not_found, forbidden/may_not_set_supervisor. */
export async function getPosting(actor: Actor, personId: string, postingId: string | null) {
  const { person, postings } = await getPerson(actor, personId);
  const posting = postingId ? postings.find(({ id }) => id === postingId) : postings[0];
  if (!posting) throw notFound("unknown_posting");
  if (!posting.maySetSupervisor) throw forbidden("may_not_set_supervisor");
  return { person, posting };
}

/** What an invitation form offers this actor: organisations they may invite to, and all professions. */
export function getInvitationChoices(actor: Actor) {
  return withActor(actor, async (db, fresh) => {
    const everywhere = fresh.grants.some((grant) => grant.role === "system_admin");
    const organisations = await db.organisation.findMany({
      where: { country: { not: null } },
      orderBy: [{ country: "asc" }, { name: "asc" }],
    });
    const professions = await db.profession.findMany({ orderBy: { name: "asc" } });
    const invitations = await db.invitation.findMany({ orderBy: { invitedAt: "desc" }, take: 50 });
    const reachable = organisations.filter(
      (o) =>
        everywhere ||
        fresh.organisations.includes(o.id) ||
        (fresh.countries.includes(o.country ?? "") && o.branch === "general"),
    );
    return { organisations: reachable, professions, invitations };
  });
}

export type InvitationView = {
  fullName: string;
  email: string;
  organisation: string;
  state: "open" | "used" | "expired";
  hasAccount: boolean;
};

/** What the holder of an invitation code may read. Throws not_found for an unknown code. */
export async function getInvitation(code: string): Promise<InvitationView> {
  const [row] = await withoutActor(
    "invitation code",
    (db) =>
      db.$queryRaw<
        InvitationView[]
      >`select full_name as "fullName", email, organisation, state, has_account as "hasAccount"
      from app.read_invitation(${hashCapability(code)})`,
  );
  if (!row) throw notFound("unknown_invitation");
  return row;
}

export { findSession, listSignIns } from "./credentials.server";
