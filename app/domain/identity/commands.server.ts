/**
 * Inviting people, accepting, granting roles. The rule to know: an invitation answers the same whether or not the e-mail is
 * known elsewhere, and links to an existing person only when that person accepts (DESIGN §4.3).
 */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import {
  type ActorDb,
  enqueue,
  recordAudit,
  withActor,
  withoutActor,
} from "~/platform/db/doors.server";
import { seal } from "~/platform/sealing.server";
import { createCredentials } from "./credentials.server";
import type { GrantRoleInput, InvitePersonInput } from "./input.server";
import { invitationCreated, postingChanged } from "./jobs";
import { canGrantRoles, canInvite } from "./policy";

const FOURTEEN_DAYS = 14 * 86_400_000;

/** Invites a person to an organisation and posts them there on acceptance. Throws forbidden, invalid/unknown_organisation. */
export function invitePerson(
  actor: Actor,
  input: InvitePersonInput,
  now = new Date(),
): Promise<{ code: string }> {
  return withActor(actor, async (db, fresh) => {
    const organisation = await db.organisation.findUnique({ where: { id: input.organisationId } });
    const profession = await db.profession.findUnique({ where: { key: input.professionKey } });
    if (!organisation?.country) throw invalid("unknown_organisation", { field: "organisationId" });
    if (!profession) throw invalid("unknown_profession", { field: "professionKey" });
    const place = {
      country: organisation.country,
      branch: organisation.branch as Branch,
      organisationId: organisation.id,
    };
    if (!canInvite(fresh, place)) throw forbidden("may_not_invite");
    const code = newCapability();
    const id = newId();
    await db.invitation.create({
      data: {
        ...input,
        ...place,
        id,
        codeHash: hashCapability(code),
        invitedBy: actor.personId,
        expiresAt: new Date(now.getTime() + FOURTEEN_DAYS),
      },
    });
    await enqueue(db, {
      topic: invitationCreated,
      payload: { invitationId: id, sealed: seal(code) },
      country: place.country,
    });
    await recordAudit(db, {
      action: "person.invited",
      subjectKind: "invitation",
      subjectId: id,
      country: place.country,
    });
    return { code };
  });
}

/**
 * Accepts with a new password (unknown e-mail) or as the signed-in owner of the e-mail.
 * Throws gone/invitation_used, forbidden/sign_in_first when the e-mail already has an account.
 */
export async function acceptInvitation(
  code: string,
  credentials: { password?: string; signedInAs?: string },
): Promise<{ email: string }> {
  const codeHash = hashCapability(code);
  const accepted = await withoutActor("accepting an invitation", async (db) => {
    const [invited] = await db.$queryRaw<
      { email: string; name: string; known: string | null; state: string }[]
    >`
      select email, full_name as name, app.person_by_email(email)::text as known, state from app.read_invitation(${codeHash})`;
    if (!invited) throw notFound("unknown_invitation");
    if (invited.state !== "open") throw conflict("invitation_used");
    if (invited.known && invited.known !== credentials.signedInAs) throw forbidden("sign_in_first");
    if (!invited.known && !credentials.password)
      throw invalid("password_short", { field: "password" });
    return writeAcceptance(db, codeHash, invited.name);
  });
  if (accepted.isNew && credentials.password)
    await createCredentials(accepted.personId, accepted.email, credentials.password);
  return { email: accepted.email };
}

async function writeAcceptance(db: ActorDb, codeHash: string, name: string) {
  const [row] = await db.$queryRaw<
    { personId: string; email: string; country: string; isNew: boolean }[]
  >`
    select person_id as "personId", email, country, is_new as "isNew"
    from app.accept_invitation(${codeHash}, ${newId()}::uuid, ${newId()}::uuid, ${sortName(name)})`;
  if (!row) throw conflict("invitation_used");
  await recordAudit(db, {
    action: "person.joined",
    subjectKind: "person",
    subjectId: row.personId,
    country: row.country,
  });
  await enqueue(db, {
    topic: postingChanged,
    payload: { personId: row.personId },
    country: row.country,
    personId: row.personId,
  });
  return row;
}

/** Family name first, as lists are sorted; particles stay with the last word. */
export function sortName(fullName: string): string {
  const words = fullName.trim().split(/\s+/);
  const last = words.pop() ?? fullName;
  return words.length === 0 ? last : `${last}, ${words.join(" ")}`;
}

/** Grants a role with its scope. Throws forbidden, invalid/scope_mismatch. Granting what is already held changes nothing. */
export function grantRole(actor: Actor, personId: string, input: GrantRoleInput): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    if (!canGrantRoles(fresh)) throw forbidden("may_not_grant");
    const person = await db.person.findUnique({ where: { id: personId } });
    if (!person) throw notFound("unknown_person");
    const held = await db.$queryRaw<
      unknown[]
    >`select 1 from role_grant g where g.person_id = ${personId}::uuid and g.role = ${input.role}
      and g.country is not distinct from ${input.country} and g.organisation_id is not distinct from ${input.organisationId}::uuid
      and not exists (select 1 from role_grant_end e where e.grant_id = g.id)`;
    if (held.length > 0) return;
    const id = newId();
    try {
      await db.roleGrant.create({ data: { id, personId, ...input, grantedBy: actor.personId } });
    } catch (error) {
      throw invalid("scope_mismatch", { field: "role", cause: String(error) });
    }
    await recordAudit(db, {
      action: "role.granted",
      subjectKind: "person",
      subjectId: personId,
      country: person.country,
      details: { role: input.role },
    });
  });
}

/** Ends a role grant from now on; history is kept. Throws forbidden, not_found. */
export function endRole(
  actor: Actor,
  grantId: string,
  reason: string,
): Promise<{ personId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canGrantRoles(fresh)) throw forbidden("may_not_grant");
    const grant = await db.roleGrant.findUnique({ where: { id: grantId } });
    if (!grant) throw notFound("unknown_grant");
    const ended = await db.roleGrantEnd.createMany({
      data: [{ grantId, endedBy: actor.personId, reason }],
      skipDuplicates: true,
    });
    if (ended.count > 0) {
      await recordAudit(db, {
        action: "role.ended",
        subjectKind: "person",
        subjectId: grant.personId,
        country: grant.country,
        details: { role: grant.role },
      });
    }
    return { personId: grant.personId };
  });
}

export {
  changePassword,
  createCredentials,
  endOtherSignIns,
  endSignIn,
  requestPasswordReset,
  resetPassword,
  signIn,
  signOut,
} from "./credentials.server";
