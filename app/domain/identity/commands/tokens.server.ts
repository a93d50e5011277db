/** Personal API tokens. The token itself is answered once and kept only as a hash. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, notFound } from "~/domain/kernel/errors";
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import type { CreateTokenInput } from "../input.server";

const DAY = 86_400_000;
const MOST_TOKENS = 20;

/** Makes a token for the actor. Throws conflict/too_many_tokens. */
export function createToken(
  actor: Pick<Actor, "personId">,
  input: CreateTokenInput,
  now = new Date(),
): Promise<{ id: string; token: string; expiresAt: Date }> {
  return withActor(actor, async (db) => {
    const live = await db.apiToken.count({ where: { revokedAt: null, expiresAt: { gt: now } } });
    if (live >= MOST_TOKENS) throw conflict("too_many_tokens", { most: MOST_TOKENS });
    const id = newId();
    const token = `bw_${newCapability()}`;
    const expiresAt = new Date(now.getTime() + input.days * DAY);
    await db.apiToken.create({
      data: {
        id,
        personId: actor.personId,
        name: input.name,
        tokenHash: hashCapability(token),
        scopes: input.scopes,
        expiresAt,
      },
    });
    await recordAudit(db, {
      action: "token.created",
      subjectKind: "api_token",
      subjectId: id,
      country: null,
      details: { scopes: input.scopes },
    });
    return { id, token, expiresAt };
  });
}

/** Ends a token of the actor at once; ending it again changes nothing. Throws not_found. */
export function revokeToken(actor: Actor, tokenId: string, now = new Date()): Promise<void> {
  return withActor(actor, async (db) => {
    const token = await db.apiToken.findUnique({ where: { id: tokenId } });
    if (!token) throw notFound("unknown_token");
    const ended = await db.apiToken.updateMany({
      where: { id: tokenId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (ended.count === 0) return;
    await recordAudit(db, {
      action: "token.revoked",
      subjectKind: "api_token",
      subjectId: tokenId,
      country: null,
    });
  });
}
