/** The standing of the day and the rollup are shortcuts: whatever they have seen, the figures are those of the deltas. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rollUpCapacity } from "~/domain/capacity/commands.server";
import { readCapacity } from "~/domain/capacity/queries.server";
import { getCountryPage, getMatrix } from "~/domain/gap-analysis/queries.server";
import { addDays, type Day, regionalToday } from "~/domain/kernel/days";
import { withActor } from "~/platform/db/doors.server";
import { countOffice } from "../../factories/gap-analysis";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
const NOW = new Date();
const TODAY = regionalToday(NOW);

type Change = { certification: string; profession: string; days: number; change: 1 | -1 };

const change = fc.record({
  certification: fc.constantFrom("FR-CORE", "JUD-CORE"),
  profession: fc.constantFrom("le_first_responder", "judge_superior", "*"),
  days: fc.integer({ min: -400, max: 400 }),
  change: fc.constantFrom(1 as const, -1 as const),
});

const append = ({ certification, profession, days, change: by }: Change) =>
  database.sql(
    `insert into capacity_delta (country, profession_key, certification_key, scope, assurance, day, change, cause)
     values ('LC', $1, $2, 'full', 'C3', $3, $4, 'test')`,
    [profession, certification, addDays(TODAY, days), by],
  );

const read = (on: Day) => withActor(contact, (db) => readCapacity(db, ["LC"], on));

/** The same, from the deltas alone. */
async function summed(on: Day) {
  const rows = await database.sql<{ key: string; now: number; in90: number; in180: number }>(
    `select certification_key || ' ' || profession_key as key, coalesce(sum(change) filter (where day <= $1::date), 0)::int as now,
       coalesce(sum(change) filter (where day <= $1::date + 90), 0)::int as in90, coalesce(sum(change) filter (where day <= $1::date + 180), 0)::int as in180
     from capacity_delta where country = 'LC' group by 1`,
    [on],
  );
  return rows.filter(({ now, in90, in180 }) => now !== 0 || in90 !== 0 || in180 !== 0).sort(byKey);
}

const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);

async function asRead(on: Day) {
  const { certified } = await read(on);
  return certified
    .map(({ certification, profession, now, in90, in180 }) => ({
      ...{ key: `${certification} ${profession}`, now, in90, in180 },
    }))
    .filter(({ now, in90, in180 }) => now !== 0 || in90 !== 0 || in180 !== 0)
    .sort(byKey);
}

describe("what a country is read to hold", () => {
  it("is the sum of its deltas on any day, rolled up in part, wholly or not at all", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: -200, max: 200 }),
        async (changes, rolled, offset) => {
          for (const one of changes) await append(one);
          if (rolled) await rollUpCapacity(NOW);
          expect(await asRead(TODAY)).toEqual(await summed(TODAY));
          const other = addDays(TODAY, offset);
          expect(await asRead(other)).toEqual(await summed(other));
        },
      ),
      { numRuns: 30, seed: 20261124 },
    );
  });

  it("follows the calendar when the roll-up comes to a new day", async () => {
    await append({ certification: "FR-CORE", profession: "*", days: 1, change: 1 });
    await rollUpCapacity(NOW);
    const tomorrow = addDays(TODAY, 1);
    const before = await asRead(tomorrow);
    await rollUpCapacity(new Date(NOW.getTime() + 86_400_000));
    expect(await asRead(tomorrow)).toEqual(before);
    expect(await asRead(TODAY)).toEqual(await summed(TODAY));
  });
});

describe("a page's statements", () => {
  it("are at most six, however much has been stated", async () => {
    await countOffice(contact, "LC", "judge_superior", 6);
    const matrix = await countStatements(() => getMatrix(contact, NOW));
    expect(matrix.result.places.length).toBeGreaterThan(20);
    expect(matrix.statements.length).toBeGreaterThan(0);
    expect(matrix.statements.length).toBeLessThanOrEqual(6);
    const page = await countStatements(() => getCountryPage(contact, "LC", NOW));
    expect(page.statements.join("\n")).toBeTruthy();
  });
});
