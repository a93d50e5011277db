/**
 * The environment, parsed once. Nothing else reads process.env.
 * Every variable is described in docs/operations.md; secrets are derived from one master secret.
 */
import { createHmac, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const Environment = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  CONTENT_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  APP_ORIGIN: z.url().optional(),
  CONTENT_ORIGIN: z.string().includes("{label}").optional(),
  STORAGE_URL: z.url().optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default("Breakwater <no-reply@breakwater.invalid>"),
  BREAKWATER_SECRET: z.string().min(32).optional(),
  BREAKWATER_DEMO: z.enum(["0", "1"]).optional(),
  BREAKWATER_DEMO_PASSWORD: z.string().min(10).optional(),
  UPLOAD_MAX_MB: z.coerce.number().positive().default(600),
});

export type Environment = ReturnType<typeof read>;

function read() {
  const parsed = Environment.safeParse(process.env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => `  ${i.path.join(".")}: ${i.message}`);
    throw new Error(
      `These variables cannot be used:\n${problems.join("\n")}\nSee docs/operations.md.`,
    );
  }
  const e = parsed.data;
  return {
    mode: e.NODE_ENV,
    host: e.HOST,
    port: e.PORT,
    contentPort: e.CONTENT_PORT,
    dataDir: resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    appOrigin: e.APP_ORIGIN ?? `http://localhost:${e.PORT}`,
    contentOrigin: e.CONTENT_ORIGIN ?? `http://{label}.localhost:${e.CONTENT_PORT}`,
    storageUrl: e.STORAGE_URL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    masterSecret: e.BREAKWATER_SECRET,
    demoRequested: e.BREAKWATER_DEMO === "1",
    demoPassword: e.BREAKWATER_DEMO_PASSWORD,
    uploadMaxBytes: e.UPLOAD_MAX_MB * 1024 * 1024,
  };
}

let parsed: Environment | undefined;

/** The parsed environment. Throws with every problem listed when a variable cannot be used. */
export function env(): Environment {
  parsed ??= read();
  return parsed;
}

/** Reads process.env again at the next question; for a start-up that has just set DATABASE_URL, and for tests. */
export function forgetEnvironment(): void {
  parsed = undefined;
}

/** True when PostgreSQL is ours: no DATABASE_URL was given. */
export const isEmbedded = () => env().databaseUrl === undefined;

/** The one secret all others derive from: BREAKWATER_SECRET, or made under DATA_DIR on the first embedded start. */
export function masterSecret(): string {
  const given = env().masterSecret;
  if (given) return given;
  const file = join(env().dataDir, "secrets", "master");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  if (!isEmbedded()) {
    throw new Error("BREAKWATER_SECRET (32 characters or more) is required with DATABASE_URL.");
  }
  mkdirSync(env().dataDir, { recursive: true }); // PostgreSQL's own user must be able to enter it
  mkdirSync(join(env().dataDir, "secrets"), { recursive: true, mode: 0o700 });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}

/** A secret for one purpose, derived so that learning one tells nothing of another. */
export const deriveSecret = (purpose: string): string =>
  createHmac("sha256", masterSecret()).update(purpose).digest("base64url");

export const secrets = {
  get auth() {
    return deriveSecret("auth");
  },
  get verification() {
    return deriveSecret("verification");
  },
  get unsubscribing() {
    return deriveSecret("unsubscribing");
  },
  get sealing() {
    return deriveSecret("sealing");
  },
};

type LoginRole = "app" | "auth" | "queue";

function embeddedUrl(): string {
  const pidFile = join(env().dataDir, "postgres", "postmaster.pid");
  if (!existsSync(pidFile)) {
    throw new Error("The embedded PostgreSQL is not running. Start Breakwater with npm start.");
  }
  const port = readFileSync(pidFile, "utf8").split("\n")[3];
  return `postgresql://postgres:${deriveSecret("postgres")}@127.0.0.1:${port}/breakwater`;
}

function urlAs(role: LoginRole): string {
  const url = new URL(databaseUrls.login);
  url.username = `breakwater_${role}`;
  url.password = deriveSecret(`role:${role}`);
  return url.href;
}

/** Connection strings by role. `login` may change roles and is used for migrations only. */
export const databaseUrls = {
  get login() {
    return env().databaseUrl ?? embeddedUrl();
  },
  get owner() {
    const url = new URL(databaseUrls.login);
    url.searchParams.set("options", "-c role=breakwater_owner");
    return url.href;
  },
  get app() {
    return urlAs("app");
  },
  get auth() {
    return urlAs("auth");
  },
  get queue() {
    return urlAs("queue");
  },
};
