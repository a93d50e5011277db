/** Signing in and out, passwords and active sign-ins: thin steps over better-auth, with rate limits per account and per address. */
import { APIError } from "better-auth/api";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { conflict, DomainError, forbidden, invalid, rateLimited } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { env } from "~/platform/env.server";
import { auth, authPool } from "./auth.server";
import type { ActiveSignIn } from "./schema";

const MINUTES = 60;

function limiter(keyPrefix: string, points: number, duration: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: authPool(),
    tableName: "rate_limit",
    schemaName: "auth",
    tableCreated: true,
    keyPrefix,
    points,
    duration,
  });
}

async function spend(
  keyPrefix: string,
  key: string,
  points: number,
  duration: number,
): Promise<void> {
  try {
    await limiter(keyPrefix, points, duration).consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes)
      throw rateLimited(Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/** Signs in. Answers the cookies to set. Throws invalid/wrong_credentials (for an unknown e-mail too) and rate_limited. */
export async function signIn(
  input: { email: string; password: string },
  request: { headers: Headers; address: string },
): Promise<string[]> {
  await spend("sign-in-address", request.address, 60, 15 * MINUTES);
  await spend("sign-in-account", input.email, 10, 15 * MINUTES);
  try {
    const { headers } = await auth().api.signInEmail({
      body: { ...input, rememberMe: true },
      headers: request.headers,
      returnHeaders: true,
    });
    await limiter("sign-in-account", 10, 15 * MINUTES).delete(input.email);
    return headers.getSetCookie();
  } catch (error) {
    if (error instanceof APIError) throw invalid("wrong_credentials", { field: "password" });
    throw error;
  }
}

/** Ends this sign-in. Answers the cookies that forget it. */
export async function signOut(headers: Headers): Promise<string[]> {
  const answer = await auth().api.signOut({ headers, returnHeaders: true });
  return answer.headers.getSetCookie();
}

/** The person id of the request's session, or null. One lookup. */
export async function findSession(
  headers: Headers,
): Promise<{ personId: string; token: string } | null> {
  if (!headers.get("cookie")?.includes("breakwater.session_token")) return null;
  const session = await auth().api.getSession({ headers });
  return session ? { personId: session.user.id, token: session.session.token } : null;
}

/** As findSession. Throws forbidden/signed_out. */
export async function requireSession(
  headers: Headers,
): Promise<{ personId: string; token: string }> {
  const session = await findSession(headers);
  if (!session) throw forbidden("signed_out");
  return session;
}

/** Where this person is signed in, newest first. */
export async function listSignIns(headers: Headers): Promise<ActiveSignIn[]> {
  const { token } = await requireSession(headers);
  const sessions = await auth().api.listSessions({ headers });
  return sessions
    .map((session) => ({
      token: session.id,
      startedAt: new Date(session.createdAt),
      userAgent: session.userAgent ?? null,
      current: session.token === token,
    }))
    .sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}

/** Ends one other sign-in of the same person, named by its id. */
export async function endSignIn(headers: Headers, sessionId: string): Promise<void> {
  const sessions = await auth().api.listSessions({ headers });
  const found = sessions.find((session) => session.id === sessionId);
  if (found) await auth().api.revokeSession({ headers, body: { token: found.token } });
}

/** Ends every sign-in but this one. */
export async function endOtherSignIns(headers: Headers): Promise<void> {
  await auth().api.revokeOtherSessions({ headers });
}

/** Changes the password and ends other sign-ins. Throws invalid/wrong_password. */
export async function changePassword(
  headers: Headers,
  input: { currentPassword: string; newPassword: string },
): Promise<string[]> {
  try {
    const answer = await auth().api.changePassword({
      headers,
      body: { ...input, revokeOtherSessions: true },
      returnHeaders: true,
    });
    return answer.headers.getSetCookie();
  } catch (error) {
    if (error instanceof APIError) throw invalid("wrong_password", { field: "currentPassword" });
    throw error;
  }
}

/** Sends a reset link when the e-mail has an account; answers the same when it has none. Throws rate_limited. */
export async function requestPasswordReset(email: string, address: string): Promise<void> {
  await spend("reset-address", address, 20, 60 * MINUTES);
  await spend("reset-account", email, 4, 60 * MINUTES);
  await auth().api.requestPasswordReset({
    body: { email, redirectTo: `${env().appOrigin}/reset-password` },
  });
}

/** Sets a new password with a token from a reset mail and ends every sign-in. Throws conflict/reset_link_used. */
export async function resetPassword(token: string, newPassword: string): Promise<void> {
  try {
    await auth().api.resetPassword({ body: { token, newPassword } });
  } catch (error) {
    if (error instanceof APIError) throw conflict("reset_link_used");
    throw error;
  }
}

/** Gives a new person a password. The id is the person's. Does nothing when the account exists. */
export async function createCredentials(
  personId: string,
  email: string,
  password: string,
): Promise<void> {
  const context = await auth().$context;
  const hash = await context.password.hash(password);
  const client = await authPool().connect();
  try {
    await client.query("begin");
    const made = await client.query(
      'insert into auth."user" (id, email, "emailVerified") values ($1, $2, true) on conflict do nothing',
      [personId, email],
    );
    if (made.rowCount === 1) {
      await client.query(
        'insert into auth.account (id, "accountId", "providerId", "userId", password) values ($1, $2, $3, $2, $4)',
        [newId(), personId, "credential", hash],
      );
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error instanceof DomainError
      ? error
      : new Error("The account could not be created", { cause: error });
  } finally {
    client.release();
  }
}
