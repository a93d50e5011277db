/** How long an uploaded list is kept, who goes on with one that stands still, and who of it cannot be invited. */
import { beforeAll, describe, expect, test } from "vitest";
import { applyRoster, applyRosterAfter } from "~/domain/cohorts/commands/apply-roster.server";
import { emptyOldImports } from "~/domain/cohorts/commands/empty-imports.server";
import { correctRows } from "~/domain/cohorts/commands/review-roster.server";
import { exportOutcome, getRoster } from "~/domain/cohorts/queries/roster-rows.server";
import { createAcademy, createCohort, type TestAcademy } from "../../factories/cohorts";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { refusalOf } from "../../factories/nominations";
import { apply, rowsOf, upload } from "../../factories/rosters";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const ALL = { state: null, page: 1 };
const ada = "ada@x.test,Ada Laurent,LC,Investigator,lc-police,F";
const cy = "cy at x.test,Cy Without,LC,Investigator,lc-police,";
let academy: TestAcademy;

beforeAll(async () => {
  academy = await createAcademy(database);
  await ensureOrganisation(database, "lc-police", "LC");
});
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const uploaded = async (lines: string[]) => {
  const { cohortId } = await createCohort(database, { academy });
  return { cohortId, ...(await upload(academy.manager, { cohortId }, lines)) };
};
const said = async (importId: string) =>
  JSON.stringify(
    await database.sql(
      "select raw, fixes, nominee, possible_duplicates, problems from roster_row where import_id = $1",
      [importId],
    ),
  );

describe("ninety days after anybody last worked on it, a list", () => {
  test("says nothing about people any more, and still what became of its rows", async () => {
    const { importId } = await uploaded([ada, cy]);
    await apply(academy.manager, importId);
    const before = (await rowsOf(database, importId)).map(({ state, status }) => ({
      ...{ state, status },
    }));
    await emptyOldImports(inDays(89));
    expect(await said(importId)).toContain("Ada Laurent");
    await emptyOldImports(inDays(91));
    await emptyOldImports(inDays(91));
    expect(await said(importId)).not.toMatch(/Ada|ada@|Cy|cy at|police/);
    expect(await rowsOf(database, importId)).toMatchObject(before);
    const page = await getRoster(academy.manager, importId, ALL);
    expect(page).toMatchObject({
      ...{ counts: { added: 1, problem: 1 }, record: { emptiedAt: expect.any(Date) } },
      outcome: [{ status: "booked", count: 1 }],
    });
    expect(await exportOutcome(academy.manager, importId)).toHaveLength(2);
    const correct = correctRows(academy.manager, importId, [{ line: 3, fixes: {}, skip: true }]);
    expect(await refusalOf(correct)).toBe("conflict/roster_emptied");
    const audits = await database.sql(
      "select 1 from audit_event where action = 'roster.emptied' and subject_id = $1",
      [importId],
    );
    expect(audits).toHaveLength(1);
  });

  test("that was never applied is emptied too; one that is worked on is kept", async () => {
    const { importId: left } = await uploaded([ada]);
    const { importId: kept } = await uploaded([cy]);
    await database.sql(
      "update roster_import set touched_at = now() - interval '91 days' where id = any ($1)",
      [[left, kept]],
    );
    await correctRows(academy.manager, kept, [
      { line: 2, fixes: { email: "cy@x.test" }, skip: false },
    ]);
    await emptyOldImports();
    expect(await said(left)).not.toContain("Ada");
    expect(await said(kept)).toContain("Cy Without");
  });
});

test("a list that stands still while it is applied is taken over by another member of staff", async () => {
  const { importId } = await uploaded([ada]);
  const key = academy.key;
  const colleague = await createPerson(database, {
    grants: [{ role: "academy_manager", organisation: key }],
  });
  const page = () => getRoster(colleague, importId, ALL);
  await applyRoster(academy.manager, importId);
  expect((await page()).stuck).toBe(false);
  await applyRoster(colleague, importId);
  const by = async () =>
    (
      await database.sql<{ by: string }>(
        "select applied_by::text as by from roster_import where id = $1",
        [importId],
      )
    )[0]?.by;
  expect(await by()).toBe(academy.manager.personId);
  await database.sql(
    "update roster_import set applying_since = now() - interval '11 minutes' where id = $1",
    [importId],
  );
  expect((await page()).stuck).toBe(true);
  await applyRoster(colleague, importId);
  expect(await by()).toBe(colleague.personId);
  await applyRosterAfter({ importId, personId: colleague.personId });
  expect(await page()).toMatchObject({ stuck: false, record: { status: "done" } });
});

test("whoever has no employer is named as not invited, and is invited once a revised list names one", async () => {
  const { cohortId, importId } = await uploaded(["eve@x.test,Eve Free,LC,Investigator,,F"]);
  await apply(academy.manager, importId);
  const page = await getRoster(academy.manager, importId, ALL);
  expect(page).toMatchObject({ uninvited: 1, rows: [{ status: "booked", uninvited: true }] });
  const revised = await upload(academy.manager, { cohortId }, [
    "eve@x.test,Eve Free,LC,Investigator,lc-police,F",
  ]);
  await apply(academy.manager, revised.importId);
  expect(await getRoster(academy.manager, revised.importId, ALL)).toMatchObject({
    ...{ uninvited: 0, rows: [{ state: "changed", uninvited: false }] },
  });
  const mails = await database.sql(
    "select 1 from outbox o join invitation i on i.id::text = o.payload ->> 'invitationId' where i.email = 'eve@x.test'",
  );
  expect(mails).toHaveLength(1);
});
