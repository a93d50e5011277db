/** API tokens: a person's own list, and the person behind a token. */
import type { Actor } from "~/domain/kernel/actor";
import { notFound } from "~/domain/kernel/errors";
import { hashCapability } from "~/domain/kernel/ids";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import type { ApiTokenView } from "../schema";

/** The actor's tokens, newest first; ended ones stay in the list. */
export const listTokens = (actor: Actor): Promise<ApiTokenView[]> =>
  withActor(actor, (db) =>
    db.apiToken.findMany({
      omit: { tokenHash: true, personId: true },
      orderBy: { createdAt: "desc" },
    }),
  );

export type TokenHolder = { tokenId: string; scopes: string[]; actor: Actor };

/** Who acts with this token, with the roles they hold now; null when it is unknown, ended or past its day. */
export async function findActorByToken(token: string): Promise<TokenHolder | null> {
  const [found] = await withoutActor(
    "api token sign-in",
    (db) =>
      db.$queryRaw<{ tokenId: string; personId: string; scopes: string[] }[]>`
        select id as "tokenId", person_id as "personId", scopes from app.use_api_token(${hashCapability(token)})`,
  );
  if (!found) return null;
  const { personId, ...rest } = found;
  return { ...rest, actor: await withActor({ personId }, async (_db, actor) => actor) };
}

/** The person with this e-mail, for operators at the command line. Throws not_found/unknown_person. */
export async function findPersonByEmail(email: string): Promise<{ personId: string }> {
  const [row] = await withoutActor(
    "operator names a person",
    (db) =>
      db.$queryRaw<{ personId: string | null }[]>`
        select app.person_by_email(${email.trim().toLowerCase()})::text as "personId"`,
  );
  if (!row?.personId) throw notFound("unknown_person");
  return { personId: row.personId };
}

/** The person with this e-mail as an actor with the roles they hold: commands an operator gives in somebody's name stay within them. */
export async function getActorByEmail(email: string): Promise<Actor> {
  return withActor(await findPersonByEmail(email), async (_db, actor) => actor);
}
