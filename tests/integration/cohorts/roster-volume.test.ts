/** Ten thousand rows: with progress, killed in the middle, everybody exactly once, and again without a change. */
import { afterAll, expect, test } from "vitest";
import { applyRoster } from "~/domain/cohorts/commands/apply-roster.server";
import { getRoster } from "~/domain/cohorts/queries/roster-rows.server";
import { openQueue } from "~/platform/queue/queue.server";
import { relayOnce } from "../../../workers/relay";
import { createAcademy, createCohort } from "../../factories/cohorts";
import { ensureOrganisation } from "../../factories/identity";
import { apply, upload } from "../../factories/rosters";
import { testDatabase } from "../../setup";
import { end, start, until } from "../worker/children";

const database = await testDatabase();
// a clone does not inherit what was granted on its template
await database.sql(`grant create on database ${database.name} to breakwater_queue`);
const queue = openQueue();
await queue.waitUntilReady();
afterAll(() => queue.close());

const ROWS = 10_000;
const SEATS = 200;

/** A different name for every number, none like another. */
function nameOf(n: number): string {
  const syllables = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"];
  const word = (of: number) =>
    [...String(of).padStart(5, "0")].map((digit) => syllables[Number(digit)]).join("");
  return `${word(n)} ${word((n * 7919) % 100_000)}`;
}
const LINES = Array.from(
  { length: ROWS },
  (_, n) => `nominee${n}@example.test,${nameOf(n)},LC,Investigator,lc-police,F`,
);

const one = async (text: string) => Number((await database.sql(text))[0]?.count);

test("ten thousand rows survive a killed worker: everybody is nominated and invited once", async () => {
  await ensureOrganisation(database, "lc-police", "LC");
  const academy = await createAcademy(database);
  const { cohortId } = await createCohort(database, { academy, seats: SEATS });
  const { importId } = await upload(academy.manager, { cohortId }, LINES);
  const look = () => getRoster(academy.manager, importId, { state: null, page: 1 });
  expect((await look()).counts).toEqual({ ready: ROWS });
  await applyRoster(academy.manager, importId);
  await relayOnce(queue);

  const applied = async () => (await look()).record.applied;
  const first = await start("tests/integration/cohorts/roster-worker.ts");
  await until("the import is under way", async () => (await applied()) >= 2000, 60);
  await end(first, "SIGKILL");
  const stopped = await look();
  expect(stopped.record.status).toBe("applying");
  expect(stopped.record.applied).toBeLessThan(ROWS);
  expect(stopped.counts.added).toBe(stopped.record.applied);
  expect(await one("select count(*) from nomination")).toBe(stopped.record.applied);

  const second = await start("tests/integration/cohorts/roster-worker.ts");
  await until("the import is done", async () => (await look()).record.status === "done", 120);
  await end(second, "SIGTERM");
  expect(await look()).toMatchObject({
    record: { applied: ROWS },
    counts: { added: ROWS },
    outcome: [
      { status: "waitlisted", count: ROWS - SEATS },
      { status: "booked", count: SEATS },
    ],
  });
  expect(await one("select count(*) from nomination")).toBe(ROWS);
  expect(await one("select count(*) from seat where nomination_id is not null")).toBe(SEATS);
  expect(await one("select count(*) from invitation")).toBe(ROWS);
  expect(await one("select count(*) from outbox where topic = 'identity.invitation-created'")).toBe(
    ROWS,
  );
  expect(await one("select count(*) from nomination_event where reason = 'seat_asked'")).toBe(ROWS);
  expect(await one("select count(*) from audit_event where action = 'nomination.made'")).toBe(ROWS);

  const again = await upload(academy.manager, { cohortId }, LINES);
  const before = await one("select count(*) from audit_event where action like 'nomination.%'");
  await apply(academy.manager, again.importId);
  const repeated = await getRoster(academy.manager, again.importId, { state: null, page: 1 });
  expect(repeated.counts).toEqual({ unchanged: ROWS });
  expect(await one("select count(*) from invitation")).toBe(ROWS);
  expect(await one("select count(*) from audit_event where action like 'nomination.%'")).toBe(
    before,
  );
}, 300_000);
