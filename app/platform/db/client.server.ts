/** Bounded connection pools as the app role; pages and reports apart, so that a report cannot starve a page. */
import { PrismaPg } from "@prisma/adapter-pg";
import { databaseUrls } from "~/platform/env.server";
import { PrismaClient } from "../../../prisma/generated/client";

const clients = new Map<string, PrismaClient>();

function client(pool: string, max: number, statementTimeoutMs: number): PrismaClient {
  const known = clients.get(pool);
  if (known) return known;
  const adapter = new PrismaPg({
    connectionString: databaseUrls.app,
    max,
    application_name: `breakwater-${pool}`,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 30_000,
  });
  const made = new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
  clients.set(pool, made);
  return made;
}

export const pagesClient = () => client("pages", 12, 15_000);
export const reportsClient = () => client("reports", 3, 120_000);

/** Closes every pool; for the end of a process and of a test file. */
export async function closeClients(): Promise<void> {
  await Promise.all([...clients.values()].map((open) => open.$disconnect()));
  clients.clear();
}
