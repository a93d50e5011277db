/** Declaring and ending hardship events: whose they are to declare, what is refused, and what others may know of them. */
import { describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, type Day, day, today } from "~/domain/kernel/days";
import { declareHardship, endHardship } from "~/domain/organisations/commands.server";
import type { DeclareHardshipInput } from "~/domain/organisations/input.server";
import { listHardship, listPauses } from "~/domain/organisations/queries/hardship.server";
import { pausedDue } from "~/domain/organisations/schema";
import { withActor } from "~/platform/db/doors.server";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
const neighbour = await createPerson(database, {
  country: "JM",
  grants: [{ role: "ncpoc", country: "JM" }],
});
const rifc = await createPerson(database, { country: "TT", grants: [{ role: "rifc_officer" }] });
const chair = await createPerson(database, { country: "TT", grants: [{ role: "rcc_chair" }] });
const manager = await createPerson(database, {
  grants: [{ role: "academy_manager", organisation: "hardship-academy" }],
});
const learner = await createPerson(database);

const NOW = new Date("2026-09-10T15:00:00Z");
const TODAY = today("America/St_Lucia", NOW);
let serial = 0;

const event = (from: number, to: number, rest: Partial<DeclareHardshipInput> = {}) => ({
  ...{ kind: "storm" as const, name: `Hurricane Test ${++serial}`, months: 3 },
  ...{ fromOn: addDays(TODAY, from), expectedToOn: addDays(TODAY, to) },
  ...{ reason: "No power in the north.", ...rest },
});
const declare = (actor: Actor, country: string, input = event(-2, 10)) =>
  declareHardship(actor, country, input, NOW);
const end = (actor: Actor, eventId: string, endedOn: Day = TODAY) =>
  endHardship(actor, eventId, { endedOn, reason: "The power is back." }, NOW);
const pausesOf = (actor: Actor, country: string) =>
  withActor(actor, (db) => listPauses(db, country));
const audited = (eventId: string) =>
  database.sql<{ action: string; country: string; details: object }>(
    "select action, country, details from audit_event where subject_id = $1 order by recorded_at",
    [eventId],
  );

describe("declaring", () => {
  test("is the contact point's and the RIFC's, is recorded and leaves word", async () => {
    const { eventId } = await declare(contact, "LC");
    await declare(rifc, "LC");
    expect(await audited(eventId)).toMatchObject([
      { action: "hardship.declared", country: "LC", details: { kind: "storm", months: 3 } },
    ]);
    expect(JSON.stringify(await audited(eventId))).not.toMatch(/Hurricane|power/);
    const left = await database.sql(
      "select payload from outbox where topic = 'organisations.hardship-declared' and country = 'LC' and payload ->> 'eventId' = $1",
      [eventId],
    );
    expect(left).toEqual([{ payload: { eventId } }]);
  });
  test.each([
    ["a neighbour's contact point", neighbour],
    ["the committee's chair", chair],
    ["an academy", manager],
    ["a learner", learner],
  ])("is refused to %s", async (_who, actor) => {
    await expect(declare(actor, "LC")).rejects.toThrow("may_not_declare");
  });
  test("is refused for days that make no sense, and for the same event twice", async () => {
    const refused = (input: DeclareHardshipInput, reason: string) =>
      expect(declare(contact, "LC", input)).rejects.toThrow(reason);
    await refused(event(0, -1), "ends_before_begin");
    await refused(event(0, 366), "too_long");
    await refused(event(31, 40), "begins_too_late");
    await refused(event(-367, -300), "began_too_early");
    const storm = event(1, 5);
    await declare(contact, "LC", storm);
    await refused({ ...storm, name: storm.name.toUpperCase() }, "already_declared");
    await refused({ ...event(4, 9), name: storm.name }, "already_declared");
    await declare(contact, "LC", { ...event(6, 9), name: storm.name });
    const twice = event(2, 3);
    const both = await Promise.allSettled([
      declare(contact, "LC", twice),
      declare(rifc, "LC", twice),
    ]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("ending", () => {
  test("is a record beside the event, once", async () => {
    const { eventId } = await declare(contact, "LC");
    await end(contact, eventId);
    await expect(end(rifc, eventId)).rejects.toThrow("already_ended");
    const [ended] = (await withActor(contact, (db) => listHardship(db, "LC"))).filter(
      ({ id }) => id === eventId,
    );
    expect(ended).toMatchObject({
      ...{ to: TODAY, expectedTo: addDays(TODAY, 10), ending: { reason: "The power is back." } },
    });
    expect((await audited(eventId)).map(({ action }) => action)).toEqual([
      ...["hardship.declared", "hardship.ended"],
    ]);
    await expect(
      database.sqlAs("app", "update hardship_event set name = 'x' where id = $1", [eventId]),
    ).rejects.toThrow("permission denied");
  });
  test("before it began calls it off, and nothing pauses for it", async () => {
    const { eventId } = await declare(contact, "LC", event(3, 9));
    await end(contact, eventId);
    expect((await pausesOf(contact, "LC")).map((pause) => pause.eventId)).not.toContain(eventId);
  });
  test("is refused for days that make no sense", async () => {
    const { eventId } = await declare(contact, "LC");
    await expect(end(contact, eventId, addDays(TODAY, -4))).rejects.toThrow("before_event");
    await expect(end(contact, eventId, addDays(TODAY, 1))).rejects.toThrow("day_in_future");
    const { eventId: over } = await declare(contact, "LC", event(-9, -2));
    await expect(end(contact, over)).rejects.toThrow("not_early");
  });
  test("is not a stranger's: a neighbour does not find the event, the chair may not end it", async () => {
    const { eventId } = await declare(contact, "LC");
    await expect(end(neighbour, eventId)).rejects.toThrow("unknown_event");
    await expect(end(chair, eventId)).rejects.toThrow("may_not_declare");
    await expect(end(learner, eventId)).rejects.toThrow("may_not_declare");
  });
});

describe("what others know", () => {
  test("the country's own people and the region read events, a neighbour none; all may count their days", async () => {
    const { eventId } = await declare(neighbour, "JM", event(-2, 10, { name: "Blackout" }));
    const seen = async (actor: Actor) =>
      (await withActor(actor, (db) => listHardship(db, "JM"))).map(({ id }) => id);
    expect([
      await seen(neighbour),
      await seen(chair),
      await seen(contact),
      await seen(manager),
    ]).toEqual([...[[eventId], [eventId], [], []]]);
    const pauses = await pausesOf(manager, "JM");
    expect(pauses).toEqual([
      { eventId, name: "Blackout", from: addDays(TODAY, -2), to: addDays(TODAY, 10) },
    ]);
    expect(pausedDue(day(TODAY), pauses)).toBe(addDays(TODAY, 13));
  });
});
