/** What contact points state: only of their own country, with evidence, appended; and what a doubtful count does to a figure. */
import { beforeAll, describe, expect, it } from "vitest";
import {
  recordIndicator,
  recordMilestone,
  releaseSnapshot,
} from "~/domain/gap-analysis/commands.server";
import { getCountryPage, getMatrix, getStatements } from "~/domain/gap-analysis/queries.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, addMonths } from "~/domain/kernel/days";
import { certify, countOffice, TODAY } from "../../factories/gap-analysis";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const policy = {
  milestoneKey: "ncs_policy",
  state: "approved",
  reachedOn: addDays(TODAY, -30),
  evidence: "Cabinet conclusion 12 of 2026",
  evidenceUrl: null,
};
const exercise = {
  indicatorKey: "crisis_exercise",
  value: undefined,
  happenedOn: addMonths(TODAY, -3),
  asOfOn: addDays(TODAY, -1),
  evidence: "After-action report",
  evidenceUrl: null,
};

let lc: Actor;
let jm: Actor;
let chair: Actor;

beforeAll(async () => {
  lc = await createPerson(database, { country: "LC", grants: [{ role: "ncpoc", country: "LC" }] });
  jm = await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] });
  chair = await createPerson(database, { country: "TT", grants: [{ role: "rcc_chair" }] });
});

const refusal = (reason: string) => ({ details: expect.objectContaining({ reason }) });
const cellOf = async (actor: Actor, country: string, standard: string) =>
  (await getCountryPage(actor, country)).cells[standard];

describe("a milestone", () => {
  it("is unknown until stated with evidence, then follows its ladder", async () => {
    expect(await cellOf(lc, "LC", "MS-001")).toMatchObject({
      status: "unknown",
      flags: ["EVIDENCE_MISSING"],
    });
    await recordMilestone(lc, "LC", { ...policy, state: "drafted" });
    expect((await cellOf(lc, "LC", "MS-001"))?.status).toBe("not_met");
    await recordMilestone(lc, "LC", policy);
    expect((await cellOf(lc, "LC", "MS-001"))?.status).toBe("met");
    expect((await getStatements(lc, "LC")).stated).toHaveLength(2);
  });

  it.each([
    ["unknown_milestone", { milestoneKey: "no_such_thing" }],
    ["unknown_state", { state: "sparkling" }],
    ["day_in_future", { reachedOn: addDays(TODAY, 2) }],
  ])("is refused as %s", async (reason, change) => {
    await expect(recordMilestone(lc, "LC", { ...policy, ...change })).rejects.toMatchObject(
      refusal(reason),
    );
  });
});

describe("an indicator", () => {
  it("of age is met while recent", async () => {
    await recordIndicator(lc, "LC", exercise);
    expect((await cellOf(lc, "LC", "MS-038"))?.status).toBe("met");
    await recordIndicator(lc, "LC", { ...exercise, happenedOn: addMonths(TODAY, -14) });
    expect((await cellOf(lc, "LC", "MS-038"))?.status).toBe("not_met");
  });
});

describe("another country", () => {
  it("cannot be spoken for, by form or by SQL", async () => {
    await expect(recordMilestone(jm, "LC", policy)).rejects.toMatchObject(
      refusal("not_your_country"),
    );
    await expect(recordIndicator(jm, "LC", exercise)).rejects.toMatchObject(
      refusal("not_your_country"),
    );
    const values = `gen_random_uuid(), 'LC', 'x', current_date, 'evidence', '${jm.personId}'`;
    await expect(
      database.rowsAsPerson(
        jm.personId,
        `insert into indicator_record (id, country, indicator_key, as_of_on, evidence, entered_by, value) values (${values}, 1)`,
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      database.rowsAsPerson(
        jm.personId,
        `insert into milestone_record (id, country, milestone_key, reached_on, evidence, entered_by, state) values (${values}, 'drafted')`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it("cannot be read, and nothing stated can be changed", async () => {
    for (const table of ["milestone_record", "indicator_record"]) {
      const theirs = `select 1 from ${table} where country = 'LC'`;
      expect(await database.rowsAsPerson(jm.personId, theirs)).toBe(0);
      expect(await database.rowsAsPerson(lc.personId, theirs)).toBe(2);
      await expect(
        database.rowsAsPerson(lc.personId, `update ${table} set evidence = 'other'`),
      ).rejects.toThrow(/permission denied/);
      await expect(database.rowsAsPerson(lc.personId, `delete from ${table}`)).rejects.toThrow(
        /permission denied/,
      );
    }
  });

  it("does not get the released exact cells", async () => {
    await releaseSnapshot(chair);
    const exact = (country: string) =>
      `select 1 from snapshot_cell_exact where country = '${country}' limit 1`;
    expect(await database.rowsAsPerson(jm.personId, exact("LC"))).toBe(0);
    expect(await database.rowsAsPerson(jm.personId, exact("JM"))).toBe(1);
    expect(await database.rowsAsPerson(chair.personId, exact("LC"))).toBe(1);
  });
});

describe("more certified than counted", () => {
  it("is accepted, flagged, unknown, and released without a figure until the count is corrected", async () => {
    const responders = { certification: "FR-CORE", profession: "le_first_responder" };
    await certify(database, { ...responders, country: "LC", count: 30 });
    await countOffice(lc, "LC", "le_first_responder", 20);
    expect(await cellOf(lc, "LC", "MS-022")).toMatchObject({
      status: "unknown",
      likely: false,
      flags: ["DEN_LT_NUM"],
      exact: { numerator: 30 },
    });
    await releaseSnapshot(chair);
    const released = async () =>
      (await getMatrix(jm)).places.find((place) => place.iso2 === "LC")?.cells["MS-022"];
    expect(await released()).toMatchObject({ status: "unknown", band: null, exact: null });

    await countOffice(lc, "LC", "le_first_responder", 50);
    expect(await cellOf(lc, "LC", "MS-022")).toMatchObject({ status: "met", flags: [] });
    expect((await released())?.status).toBe("unknown");
    await releaseSnapshot(chair);
    expect(await released()).toMatchObject({ status: "met", band: "60" });
  });
});
