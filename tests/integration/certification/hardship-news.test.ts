/** Who is told of a hardship event and of its end: once each, in words for them, and nobody else. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, regionalToday } from "~/domain/kernel/days";
import { declareHardship, endHardship } from "~/domain/organisations/commands.server";
import { createHolder, createScheme, type Holder } from "../../factories/certification";
import { createPerson } from "../../factories/identity";
import { createContact, offerCohort, putForward } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { work } from "../cohorts/work";

const database = await testDatabase();
const TODAY = regionalToday(new Date());
let contact: Actor;
let rifc: Actor;
let chair: Actor;
let holder: Holder;
let foreign: Holder;
let bystander: Actor;
let nominee: Actor;

beforeAll(async () => {
  const curriculum = await createScheme(database);
  contact = await createContact(database, "LC");
  rifc = await createPerson(database, { country: "TT", grants: [{ role: "rifc_officer" }] });
  chair = await createPerson(database, { country: "TT", grants: [{ role: "rcc_chair" }] });
  await createContact(database, "JM");
  const valid = { from: addDays(TODAY, -300), to: addDays(TODAY, 400) };
  holder = await createHolder(database, curriculum, valid);
  foreign = await createHolder(database, curriculum, { ...valid, country: "JM" });
  bystander = await createPerson(database);
  nominee = await createPerson(database);
  const { cohortId } = await offerCohort(database);
  const [row] = await database.sql<{ email: string }>("select email from person where id = $1", [
    nominee.personId,
  ]);
  await putForward(contact, cohortId, { email: row?.email ?? "" });
  await work(database);
});

const declare = (from: number, name: string) =>
  declareHardship(contact, "LC", {
    ...{ kind: "storm", name, months: 3, reason: "No power in the north." },
    ...{ fromOn: addDays(TODAY, from), expectedToOn: addDays(TODAY, 10) },
  });
/** Who was sent what about an event, by the person. */
async function toldOf(name: string): Promise<Record<string, string[]>> {
  const rows = await database.sql<{ person: string; kind: string; body: string }>(
    "select person_id::text as person, kind, body from message where kind like 'hardship-%' and subject like $1 order by created_at",
    [`%${name}%`],
  );
  expect(rows.some(({ body }) => body.includes("No power"))).toBe(false);
  const told: Record<string, string[]> = {};
  for (const { person, kind } of rows) told[person] = [...(told[person] ?? []), kind];
  return told;
}

describe("an event", () => {
  test("is told to whoever has a certificate or a nomination there, and to officers; its end to the same", async () => {
    const { eventId } = await declare(-2, "Hurricane Word");
    await work(database);
    expect(await toldOf("Hurricane Word")).toEqual({
      [holder.actor.personId]: ["hardship-declared"],
      [nominee.personId]: ["hardship-declared"],
      [rifc.personId]: ["hardship-notice"],
      [chair.personId]: ["hardship-notice"],
    });
    await endHardship(rifc, eventId, { endedOn: TODAY, reason: "The power is back." });
    await work(database);
    const told = await toldOf("Hurricane Word");
    expect(told[holder.actor.personId]).toEqual(["hardship-declared", "hardship-ended"]);
    expect(told[chair.personId]).toEqual(["hardship-notice", "hardship-ended"]);
    expect(told[rifc.personId]).toEqual(["hardship-notice"]); // ended it and knows
    expect(Object.keys(told)).not.toContain(foreign.actor.personId);
    expect(Object.keys(told)).not.toContain(bystander.personId);
  });

  test("that never came is called off", async () => {
    const { eventId } = await declare(5, "Hurricane Never");
    await work(database);
    await endHardship(contact, eventId, { endedOn: addDays(TODAY, 4), reason: "It turned away." });
    await work(database);
    expect((await toldOf("Hurricane Never"))[holder.actor.personId]).toEqual([
      "hardship-declared",
      "hardship-called-off",
    ]);
  });
});
