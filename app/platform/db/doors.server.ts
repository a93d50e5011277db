/**
 * The doors to the database (DESIGN §4.2). A transaction is opened here and nowhere else, once per command or query,
 * and row-level security knows who is acting from its first statement.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError, unavailable } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import type { Prisma, PrismaClient } from "../../../prisma/generated/client";
import { pagesClient, reportsClient } from "./client.server";

declare const actorDb: unique symbol;

/** A transaction with the actor's context set; obtainable only from the doors. */
export type ActorDb = Prisma.TransactionClient & { readonly [actorDb]: true };

type Who = Pick<Actor, "personId">;

const open = new AsyncLocalStorage<string>();

const LIMITS = { maxWait: 10_000, timeout: 30_000 } as const;

async function transaction<T>(
  client: PrismaClient,
  door: string,
  limits: { maxWait: number; timeout: number },
  work: (tx: ActorDb) => Promise<T>,
): Promise<T> {
  const outer = open.getStore();
  if (outer)
    throw new Error(
      `A transaction is already open (${outer}); pass its db instead of opening ${door}.`,
    );
  try {
    return await open.run(door, () => client.$transaction((tx) => work(tx as ActorDb), limits));
  } catch (error) {
    throw translate(error);
  }
}

/** A pool that stays full is a passing trouble, said as such; everything else goes on unchanged. */
function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const code = (error as { code?: string } | null)?.code;
  return code === "P2024" || code === "P2028"
    ? unavailable("database_busy", { cause: String(error) })
    : error;
}

/** One transaction as this person; `actor` is read afresh from the role grants inside it. Throws not_found/unknown_person. */
export function withActor<T>(
  who: Who,
  work: (db: ActorDb, actor: Actor) => Promise<T>,
): Promise<T> {
  return transaction(pagesClient(), "withActor", LIMITS, async (db) =>
    work(db, await beginActor(db, who)),
  );
}

/** As withActor, on the small pool with the long statement timeout: exports and releases. */
export function withReportingActor<T>(
  who: Who,
  work: (db: ActorDb, actor: Actor) => Promise<T>,
): Promise<T> {
  const limits = { maxWait: 20_000, timeout: 180_000 };
  return transaction(reportsClient(), "withReportingActor", limits, async (db) =>
    work(db, await beginActor(db, who)),
  );
}

/** One transaction for a job: the country and person of the outbox row that caused it, all branches. */
export function withJob<T>(outboxId: string, work: (db: ActorDb) => Promise<T>): Promise<T> {
  return transaction(
    pagesClient(),
    "withJob",
    { maxWait: 10_000, timeout: 120_000 },
    async (db) => {
      await db.$executeRaw`select app.begin_job(${outboxId}::uuid)`;
      return work(db);
    },
  );
}

/** One transaction for a job of a cohort: as the academy that runs the cohort named in the outbox row's payload (`cohortId`). */
export function withCohortJob<T>(outboxId: string, work: (db: ActorDb) => Promise<T>): Promise<T> {
  const limits = { maxWait: 10_000, timeout: 120_000 };
  return transaction(pagesClient(), "withCohortJob", limits, async (db) => {
    await db.$executeRaw`select app.begin_cohort_job(${outboxId}::uuid)`;
    return work(db);
  });
}

/**
 * One transaction as nobody: sees public and reference data and what definer functions answer.
 * `reason` is a literal that says why; it is logged with the statement's application name.
 */
export function withoutActor<T, const R extends string>(
  reason: R,
  work: (db: ActorDb) => Promise<T>,
): Promise<T> {
  return transaction(pagesClient(), `withoutActor: ${reason}`, LIMITS, async (db) => {
    await db.$executeRaw`select set_config('app.reason', ${reason}, true)`;
    return work(db);
  });
}

/** As withoutActor, on the small pool with the long statement timeout: work of the schedule that grows with the data. */
export function withoutActorAtLength<T, const R extends string>(
  reason: R,
  work: (db: ActorDb) => Promise<T>,
): Promise<T> {
  const limits = { maxWait: 20_000, timeout: 180_000 };
  return transaction(reportsClient(), `withoutActorAtLength: ${reason}`, limits, async (db) => {
    await db.$executeRaw`select set_config('app.reason', ${reason}, true)`;
    return work(db);
  });
}

async function beginActor(db: ActorDb, who: Who): Promise<Actor> {
  const [row] = await db.$queryRaw<
    { actor: Actor }[]
  >`select app.begin_actor(${who.personId}::uuid) as actor`;
  if (!row) throw new DomainError("not_found", { reason: "unknown_person" });
  return row.actor;
}

export type AuditEvent = {
  action: string;
  subjectKind: string;
  subjectId: string;
  country: string | null;
  /** Ids and codes only: no names, no free text. */
  details?: Record<string, unknown>;
};

/** Writes an audit event in this transaction. */
export async function recordAudit(db: ActorDb, event: AuditEvent): Promise<void> {
  const details = JSON.stringify(event.details ?? {});
  await db.$executeRaw`select app.record_audit(${newId()}::uuid, ${event.action}, ${event.subjectKind},
    ${event.subjectId}, ${event.country}, ${details}::jsonb)`;
}

export type OutboxEvent = {
  topic: string;
  /** Ids only. */
  payload: Record<string, unknown>;
  country: string | null;
  personId?: string | null;
};

/** Leaves a side effect to the worker: the row commits with this transaction or not at all. Returns its id. */
export async function enqueue(db: ActorDb, event: OutboxEvent): Promise<string> {
  const id = newId();
  const payload = JSON.stringify(event.payload);
  await db.$executeRaw`select app.enqueue(${id}::uuid, ${event.topic}, ${payload}::jsonb, ${event.country},
    ${event.personId ?? null}::uuid)`;
  return id;
}
