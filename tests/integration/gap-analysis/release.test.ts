/** The picture of the region: one's own country live and exact, elsewhere what was released, in bands, until the next release. */
import { beforeAll, describe, expect, it } from "vitest";
import { releaseSnapshot } from "~/domain/gap-analysis/commands.server";
import { getStandardPage } from "~/domain/gap-analysis/queries/standard-page.server";
import {
  getCountryPage,
  getMatrix,
  getPublicPicture,
  type MatrixView,
} from "~/domain/gap-analysis/queries.server";
import { type SnapshotRow, snapshotHash } from "~/domain/gap-analysis/snapshot-hash";
import type { Actor } from "~/domain/kernel/actor";
import { day } from "~/domain/kernel/days";
import { certify, countOffice } from "../../factories/gap-analysis";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const JUDGES = "MS-017";
const judges = { certification: "JUD-CORE", profession: "judge_superior" };

let lc: Actor;
let jm: Actor;
let chair: Actor;
let learner: Actor;

beforeAll(async () => {
  lc = await createPerson(database, { country: "LC", grants: [{ role: "ncpoc", country: "LC" }] });
  jm = await createPerson(database, { country: "JM", grants: [{ role: "ncpoc", country: "JM" }] });
  chair = await createPerson(database, { country: "TT", grants: [{ role: "rcc_chair" }] });
  learner = await createPerson(database, { country: "LC" });
  await countOffice(jm, "JM", "judge_superior", 40);
  await certify(database, { ...judges, country: "JM", count: 20 });
});

const cell = (view: MatrixView, country: string, standard = JUDGES) =>
  view.places.find((place) => place.iso2 === country)?.cells[standard];
const refusal = (reason: string) => ({ details: expect.objectContaining({ reason }) });

describe("before the first release", () => {
  it("nothing of another country is shown, and everything of one's own", async () => {
    expect(cell(await getMatrix(lc), "JM")).toBeUndefined();
    expect(cell(await getMatrix(jm), "JM")).toMatchObject({
      status: "not_met",
      exact: { numerator: 20, required: 24, shortfall: 4 },
    });
    expect(cell(await getPublicPicture(), "JM")).toBeUndefined();
  });

  it.each(["ncpoc", "learner"] as const)("a %s may not release", async (who) => {
    const actor = who === "ncpoc" ? lc : learner;
    await expect(releaseSnapshot(actor)).rejects.toMatchObject(refusal("may_not_release"));
  });
});

describe("a release", () => {
  it("shows others a band, and later awards only after the next release", async () => {
    const first = await releaseSnapshot(chair);
    expect(first.number).toBe(1);
    const seen = cell(await getMatrix(lc), "JM");
    expect(seen).toMatchObject({ status: "not_met", band: "below_target", exact: null });

    await certify(database, { ...judges, country: "JM", count: 6 });
    expect(cell(await getMatrix(lc), "JM")).toEqual(seen);
    expect(cell(await getPublicPicture(), "JM")).toEqual(seen);
    expect(cell(await getMatrix(jm), "JM")).toMatchObject({
      status: "met",
      exact: { numerator: 26 },
    });

    await releaseSnapshot(chair);
    expect(cell(await getMatrix(lc), "JM")).toMatchObject({
      status: "met",
      band: "at_target",
      exact: null,
    });
  });

  it("that would say the same again is refused", async () => {
    await expect(releaseSnapshot(chair)).rejects.toMatchObject(refusal("nothing_new"));
  });

  it("is chained, and its hash follows from the stored rows", async () => {
    const snapshots = await database.sql<{
      id: string;
      on: string;
      previous: string;
      hash: string;
    }>(
      `select id, as_of_on::text as on, previous_hash as previous, hash from snapshot order by number`,
    );
    let previous = "";
    for (const snapshot of snapshots) {
      const rows = await database.sql<SnapshotRow>(
        `select country, standard_key as "standardKey", cell from snapshot_cell_exact where snapshot_id = $1`,
        [snapshot.id],
      );
      expect(snapshot.previous).toBe(previous);
      expect(snapshotHash(previous, day(snapshot.on), rows)).toBe(snapshot.hash);
      previous = snapshot.hash;
    }
    expect(snapshots).toHaveLength(2);
  });

  it("stores no exact figure where others can read it", async () => {
    const leaks = await database.sql(
      "select 1 from snapshot_cell where cell -> 'exact' <> 'null'::jsonb or cell ? 'numerator' or cell -> 'flags' ? 'WILL_LAPSE'",
    );
    expect(leaks).toEqual([]);
  });

  it("cannot be changed or removed by anybody", async () => {
    for (const table of ["snapshot", "snapshot_cell", "snapshot_cell_exact"]) {
      for (const statement of [
        `delete from ${table}`,
        `update ${table} set ${table === "snapshot" ? "hash" : "country"} = 'XX'`,
      ])
        await expect(database.rowsAsPerson(chair.personId, statement)).rejects.toThrow(
          /permission denied/,
        );
    }
  });

  it("is recorded in the audit", async () => {
    const events = await database.sql(
      "select 1 from audit_event where action = 'snapshot.released' and actor_id = $1",
      [chair.personId],
    );
    expect(events).toHaveLength(2);
  });
});

describe("exact figures elsewhere", () => {
  it("are for regional officers, and each look leaves a trace", async () => {
    const looks = () =>
      database.sql<{ country: string | null }>(
        "select country from audit_event where action = 'matrix.seen-exact' and actor_id = $1 order by recorded_at",
        [chair.personId],
      );
    expect(cell(await getMatrix(chair), "JM")?.exact?.numerator).toBe(26);
    await getCountryPage(chair, "JM");
    const page = await getStandardPage(chair, "JM", JUDGES);
    expect(page.cell.numerator).toBe(26);
    expect(page.holders).toEqual([]);
    expect((await looks()).map((look) => look.country)).toEqual([null, "JM", "JM"]);
  });

  it.each(["LC's contact point", "a learner"])("are refused to %s", async (who) => {
    const actor = who === "a learner" ? learner : lc;
    await expect(getCountryPage(actor, "JM")).rejects.toMatchObject(refusal("not_your_country"));
    await expect(getStandardPage(actor, "JM", JUDGES)).rejects.toMatchObject(
      refusal("not_your_country"),
    );
  });
});
