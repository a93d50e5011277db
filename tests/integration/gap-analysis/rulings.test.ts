/** What the committee rules about a standard, and what each night keeps of an evaluation. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  beginDays,
  evaluateCountryAfter,
} from "~/domain/gap-analysis/commands/evaluate-countries.server";
import { ruleOnApplicability } from "~/domain/gap-analysis/commands/rule-on-applicability.server";
import { recordMilestone } from "~/domain/gap-analysis/commands.server";
import { getStandardPage } from "~/domain/gap-analysis/queries/standard-page.server";
import { getMatrix } from "~/domain/gap-analysis/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, type Day, day } from "~/domain/kernel/days";
import { countOffice, TODAY } from "../../factories/gap-analysis";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let lc: Actor;
let jm: Actor;
let chair: Actor;

beforeAll(async () => {
  lc = await createPerson(database, { country: "LC", grants: [{ role: "ncpoc", country: "LC" }] });
  jm = await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] });
  chair = await createPerson(database, { country: "TT", grants: [{ role: "rcc_chair" }] });
});

const ruling = {
  applies: "no" as const,
  reason: "No superior court sits here",
  targetOn: null,
  waiver: null,
};

describe("a ruling", () => {
  it("is the committee's to make, and the newest counts", async () => {
    await countOffice(lc, "LC", "judge_superior", 6);
    await ruleOnApplicability(chair, "LC", "MS-017", ruling);
    const page = await getStandardPage(lc, "LC", "MS-017");
    expect(page.cell).toMatchObject({ status: "not_applicable", ruling: { applicable: false } });
    const kept = { ...ruling, applies: "yes" as const, waiver: "Until the new court sits" };
    await ruleOnApplicability(chair, "LC", "MS-017", { ...kept, targetOn: "2027-06-30" });
    const again = await getStandardPage(lc, "LC", "MS-017");
    expect(again.cell).toMatchObject({
      status: "not_met",
      ruling: { waiver: "Until the new court sits", targetOn: "2027-06-30" },
    });
    const [rows] = await database.sql<{ count: number }>(
      "select count(*)::int as count from standard_applicability where country = 'LC'",
    );
    expect(rows?.count).toBe(2);
  });

  it("is refused to the country itself and for a standard that is not there", async () => {
    await expect(ruleOnApplicability(lc, "LC", "MS-017", ruling)).rejects.toMatchObject({
      details: { reason: "may_not_rule" },
    });
    await expect(ruleOnApplicability(chair, "LC", "MS-999", ruling)).rejects.toMatchObject({
      details: { reason: "unknown_standard" },
    });
  });

  it("says nothing to a neighbour", async () => {
    const { places } = await getMatrix(jm);
    const cells = JSON.stringify(places.find(({ iso2 }) => iso2 === "LC")?.cells);
    expect(cells).not.toContain("Until the new court sits");
  });
});

/** The night's work for one country, as the worker does it. */
async function night(country: string, on: Day): Promise<void> {
  const [event] = await database.sql<{ id: string }>(
    "insert into outbox (id, topic, payload, country) values (gen_random_uuid(), 'gap-analysis.day-begun', '{}', $1) returning id",
    [country],
  );
  await evaluateCountryAfter(event?.id ?? "", { country, on });
}

describe("the nightly evaluation", () => {
  it("begins once a day in every country, at its own midnight", async () => {
    const evening = new Date("2026-11-24T04:30:00Z"); // half past midnight in Castries, still yesterday in Belize
    const [{ count } = { count: 0 }] = await database.sql<{ count: number }>(
      "select count(*)::int as count from country",
    );
    expect(await beginDays(evening)).toBe(count);
    expect(await beginDays(evening)).toBe(0);
    expect(await beginDays(new Date("2026-11-24T05:30:00Z"))).toBeGreaterThan(0);
    const days = await database.sql<{ country: string; on: string }>(
      "select country, on_day::text as on from evaluation_day where country in ('LC', 'BZ')",
    );
    expect(Object.fromEntries(days.map(({ country, on }) => [country, on]))).toEqual({
      LC: "2026-11-24",
      BZ: "2026-11-23",
    });
  });

  it("keeps what changed and nothing else, however often it runs", async () => {
    const first = addDays(TODAY, -3);
    await night("JM", first);
    await night("JM", first);
    await night("JM", addDays(TODAY, -2));
    await recordMilestone(jm, "JM", {
      ...{ milestoneKey: "ncs_policy", state: "approved", reachedOn: addDays(TODAY, -1) },
      ...{ evidence: "Cabinet conclusion", evidenceUrl: null },
    });
    await night("JM", day(TODAY));
    const { history } = await getStandardPage(jm, "JM", "MS-001");
    expect(history).toMatchObject([
      { on: TODAY, status: "met" },
      { on: first, status: "unknown" },
    ]);
    const untouched = await getStandardPage(jm, "JM", "MS-002");
    expect(untouched.history).toHaveLength(1);
  });
});
