/**
 * Credentials: better-auth in schema auth on its own pool. A user's id is the person's id; nothing else of the person is kept here.
 * Everything outside this area asks for a session or gives a password; nobody else touches these tables.
 */
import { betterAuth } from "better-auth";
import pg from "pg";
import { databaseUrls, env, secrets } from "~/platform/env.server";
import { sendPasswordReset } from "./password-reset.server";

let pool: pg.Pool | undefined;

/** The pool of the auth role; small and apart, so that sign-in works while pages are busy. */
export function authPool(): pg.Pool {
  pool ??= new pg.Pool({
    connectionString: databaseUrls.auth,
    options: "-c search_path=auth",
    max: 5,
    application_name: "breakwater-auth",
  });
  return pool;
}

function build() {
  return betterAuth({
    appName: "Breakwater",
    baseURL: env().appOrigin,
    basePath: "/auth",
    secret: secrets.auth,
    database: authPool(),
    trustedOrigins: [env().appOrigin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => sendPasswordReset(user.id, token),
    },
    session: {
      expiresIn: 60 * 60 * 24 * 7,
      updateAge: 60 * 60 * 12,
      cookieCache: { enabled: false },
    },
    advanced: {
      cookiePrefix: "breakwater",
      useSecureCookies: env().appOrigin.startsWith("https:"),
    },
    telemetry: { enabled: false },
    logger: { level: "error" },
  });
}

let instance: ReturnType<typeof build> | undefined;

export function auth(): ReturnType<typeof build> {
  instance ??= build();
  return instance;
}

/** Closes the pool; for the end of a process. */
export async function closeAuth(): Promise<void> {
  await pool?.end();
  pool = undefined;
  instance = undefined;
}
