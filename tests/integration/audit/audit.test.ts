import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { exportAuditHeads, sealAudit, verifyAudit } from "~/domain/audit/commands.server";
import { getChains, listAuditEvents } from "~/domain/audit/queries.server";
import { isSound } from "~/domain/audit/schema";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { env } from "~/platform/env.server";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const auditor = await createPerson(database, { grants: [{ role: "auditor" }] });

const record = (country: string | null, action: string) =>
  withActor(auditor, (db) =>
    recordAudit(db, { action, subjectKind: "award", subjectId: "a-1", country }),
  );

/** As somebody with the superuser's power would, past triggers and foreign keys. */
const tamper = (statement: string) =>
  database.sql(
    `set session_replication_role = replica; ${statement}; reset session_replication_role`,
  );

const chain = async (name: string) => (await verifyAudit()).find((found) => found.chain === name);

beforeEach(async () => {
  rmSync(join(env().dataDir, "audit-heads"), { recursive: true, force: true });
  await tamper("truncate audit_seal, audit_event");
  for (const action of ["award.issued", "award.revoked", "role.granted", "role.ended"])
    await record("LC", action);
  await record(null, "matrix.released");
  await database.sql("alter table audit_event disable trigger all");
  await database.sql("update audit_event set recorded_at = recorded_at - interval '1 minute'");
});

test("events are linked into a chain per country and one for the region; sealing again changes nothing", async () => {
  expect(await sealAudit()).toBe(5);
  expect(await sealAudit()).toBe(0);
  expect(await chain("LC")).toMatchObject({ events: 4, unsealed: 0, faults: 0, lostHeads: 0 });
  expect(await chain("region")).toMatchObject({ events: 1, unsealed: 0, faults: 0 });
});

test("two sealers at once seal each event once", async () => {
  const sealed = await Promise.all([sealAudit(), sealAudit(), sealAudit()]);
  expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(5);
  expect(await chain("LC")).toMatchObject({ faults: 0 });
});

test("what is not sealed yet is counted as such", async () => {
  await sealAudit();
  await record("LC", "award.issued");
  expect(await chain("LC")).toMatchObject({ events: 5, unsealed: 1, faults: 0 });
});

const second = "(select event_id from audit_seal where chain = 'LC' and sequence = 2)";

test.each([
  ["a changed action", `update audit_event set action = 'award.praised' where id = ${second}`],
  ["a changed detail", `update audit_event set details = '{"x":1}' where id = ${second}`],
  [
    "text moved from one column to the next",
    `update audit_event set subject_id = subject_id || '|LC', country = null where id = ${second}`,
  ],
  [
    "a changed time",
    `update audit_event set recorded_at = recorded_at + '1 s' where id = ${second}`,
  ],
  ["a changed person", `update audit_event set actor_id = gen_random_uuid() where id = ${second}`],
  ["a removed event", `delete from audit_event where id = ${second}`],
  [
    "a removed event and its seal",
    `with gone as (delete from audit_seal where chain = 'LC' and sequence = 2 returning event_id) delete from audit_event where id in (select event_id from gone)`,
  ],
  [
    "two events that changed places",
    "update audit_seal set event_id = (select x.event_id from audit_seal x where x.chain = 'LC' and x.sequence = 5 - audit_seal.sequence) where chain = 'LC' and sequence in (2, 3)",
  ],
])("%s is found", async (_name, statement) => {
  await sealAudit();
  await tamper("alter table audit_seal drop constraint if exists audit_seal_pkey");
  await tamper(statement);
  const found = await chain("LC");
  expect(found && isSound(found)).toBe(false);
  expect(await chain("region")).toMatchObject({ faults: 0 });
});

test("a trail cut off at its end, seals and all, no longer matches the head kept outside", async () => {
  await sealAudit();
  expect(await exportAuditHeads(new Date("2026-11-20T00:00:00Z"))).toBe(true);
  expect(await exportAuditHeads(new Date("2026-11-20T18:00:00Z"))).toBe(false);
  expect(readdirSync(join(env().dataDir, "audit-heads"))).toEqual(["2026-11-20.json"]);
  await tamper(
    "with gone as (delete from audit_seal where chain = 'LC' and sequence = 4 returning event_id) delete from audit_event where id in (select event_id from gone)",
  );
  expect(await chain("LC")).toMatchObject({ events: 3, faults: 0, lostHeads: 1 });
  await tamper("delete from audit_seal; delete from audit_event");
  expect(await chain("LC")).toMatchObject({ events: 0, lostHeads: 1 });
});

test("the application itself can neither change nor remove an event or a seal", async () => {
  await sealAudit();
  for (const statement of [
    "update audit_event set action = 'x'",
    "delete from audit_event",
    "update audit_seal set hash = 'x'",
    "delete from audit_seal",
  ])
    await expect(database.sqlAs("app", statement)).rejects.toThrow(/permission denied/);
});

test("auditors read the trail; others are refused", async () => {
  const learner = await createPerson(database);
  expect((await listAuditEvents(auditor, { action: "award", page: 1 })).total).toBe(2);
  await expect(listAuditEvents(learner, { action: "", page: 1 })).rejects.toThrow("not_auditor");
  await expect(getChains(learner)).rejects.toThrow("not_auditor");
});
