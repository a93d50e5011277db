/** From a file to nominations: matched, checked, corrected, decided, applied; and again without harm. */
import { beforeAll, describe, expect, test } from "vitest";
import { applyRoster, applyRosterAfter } from "~/domain/cohorts/commands/apply-roster.server";
import {
  answerQuestions,
  cancelRoster,
  correctFromFile,
  correctRows,
  matchColumns,
} from "~/domain/cohorts/commands/review-roster.server";
import { uploadRoster } from "~/domain/cohorts/commands/upload-roster.server";
import { getProblems, getQuestions, getRoster } from "~/domain/cohorts/queries/roster-rows.server";
import { listCountryRosters, listRosters } from "~/domain/cohorts/queries/rosters.server";
import type { Actor } from "~/domain/kernel/actor";
import { createAcademy, createCohort, type TestAcademy } from "../../factories/cohorts";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { apply, csvFile, rowsOf, statesOf, upload } from "../../factories/rosters";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let academy: TestAcademy;
let jamaica: Actor;
let saintLucia: Actor;

beforeAll(async () => {
  academy = await createAcademy(database);
  await ensureOrganisation(database, "lc-police", "LC");
  jamaica = await contactPoint("JM");
  saintLucia = await contactPoint("LC");
});

const contactPoint = (country: string) =>
  createPerson(database, { country, grants: [{ role: "ncpoc", country }] });
const cohort = (change: object = {}) => createCohort(database, { academy, ...change });
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.details?.reason,
  );
const ada = "ada@x.test,Ada Laurent,LC,Investigator,lc-police,F";
const ben = "ben@x.test,Ben Charles,LC,Investigator,lc-police,M";
const nominations = (cohortId: string) =>
  database.sql<{ email: string; status: string; note: string }>(
    "select email, status, full_name as note from nomination where cohort_id = $1 order by email",
    [cohortId],
  );
const count = async (table: string, where = "true") =>
  Number((await database.sql(`select count(*) from ${table} where ${where}`))[0]?.count);

describe("an academy's roster", () => {
  test("is checked, applied, and gives seats and invitations once", async () => {
    const { cohortId } = await cohort({ seats: 1 });
    const { importId, status } = await upload(academy.manager, { cohortId }, [ada, ben]);
    expect(status).toBe("review");
    expect(await statesOf(database, importId)).toEqual(["ready", "ready"]);
    expect(await nominations(cohortId)).toEqual([]);
    await apply(academy.manager, importId);
    expect(await rowsOf(database, importId)).toMatchObject([
      { state: "added", status: "booked" },
      { state: "added", status: "waitlisted" },
    ]);
    const [record] = await database.sql("select * from roster_import where id = $1", [importId]);
    expect(record).toMatchObject({ status: "done", applied: 2, total: 2 });
    expect(await count("invitation", "email in ('ada@x.test', 'ben@x.test')")).toBe(2);
  });

  test("uploaded again changes nothing; a revised one changes only what changed", async () => {
    const { cohortId } = await cohort();
    const first = await upload(academy.manager, { cohortId }, [ada, ben]);
    await apply(academy.manager, first.importId);
    const events = await count("outbox");
    const audits = await count("audit_event", "action like 'nomination.%'");
    const same = await upload(academy.manager, { cohortId }, [ada, ben]);
    await apply(academy.manager, same.importId);
    expect(await statesOf(database, same.importId)).toEqual(["unchanged", "unchanged"]);
    // the word left for the worker
    expect(await count("outbox")).toBe(events + 1);
    const revised = ben.replace("Ben Charles", "Benjamin Charles").replace("ben@", "BEN@");
    const again = await upload(academy.manager, { cohortId }, [ada, revised]);
    await answerQuestions(academy.manager, again.importId, [
      { line: 3, answer: { sameAs: "ben@x.test" } },
    ]);
    await apply(academy.manager, again.importId);
    expect(await statesOf(database, again.importId)).toEqual(["unchanged", "changed"]);
    expect((await nominations(cohortId)).map(({ note }) => note)).toEqual([
      "Ada Laurent",
      "Benjamin Charles",
    ]);
    expect(await count("invitation", "email = 'ben@x.test'")).toBe(1);
    expect(await count("audit_event", "action like 'nomination.%'")).toBe(audits);
  });

  test("waits for its columns when a heading is not known, and takes a default for what no column says", async () => {
    const { cohortId } = await cohort();
    const headings = "Adres,Wie,Land";
    const lines = ["ada@x.test,Ada Laurent,LC"];
    const { importId, status } = await upload(academy.manager, { cohortId, headings }, lines);
    expect(status).toBe("mapping");
    const match = (columns: object, defaults = {}) =>
      matchColumns(academy.manager, importId, { columns, defaults });
    expect(await reasonOf(match({ email: 0, fullName: 1 }))).toBe("column_required");
    expect(await reasonOf(match({ email: 9 }))).toBe("unknown_column");
    expect(await reasonOf(applyRoster(academy.manager, importId))).toBe("roster_not_matched");
    await match({ email: 0, fullName: 1, country: 2 }, { profession: "investigator" });
    expect(await statesOf(database, importId)).toEqual(["ready"]);
  });

  test("keeps rows with problems behind until they are corrected in the page", async () => {
    const { cohortId } = await cohort();
    const { importId } = await upload(academy.manager, { cohortId }, [
      ada,
      "ben at x.test,Ben Charles,LC,Investigator,,M",
      "cy@x.test,Cy James,Atlantis,Wizard,,",
    ]);
    expect((await rowsOf(database, importId)).map(({ problems }) => problems)).toEqual([
      [],
      ["email not_an_email"],
      ["country unknown_country", "profession unknown_profession"],
    ]);
    await apply(academy.manager, importId);
    expect(await statesOf(database, importId)).toEqual(["added", "problem", "problem"]);
    await correctRows(academy.manager, importId, [
      { line: 3, fixes: { email: "ben@x.test" }, skip: false },
      { line: 4, fixes: { country: "Suriname" }, skip: true },
    ]);
    expect(await statesOf(database, importId)).toEqual(["added", "ready", "skipped"]);
    await apply(academy.manager, importId);
    expect(await statesOf(database, importId)).toEqual(["added", "added", "skipped"]);
    expect(await nominations(cohortId)).toHaveLength(2);
  });

  test("takes the file of problem rows back by row number", async () => {
    const { cohortId } = await cohort();
    const { importId } = await upload(academy.manager, { cohortId }, [
      ada,
      "ben,Ben Charles,LC,Investigator,,",
    ]);
    const fixed = csvFile(
      ["3,ben@x.test,Ben Charles,LC,Investigator", "99,x@x.test,X Y,LC,Investigator"],
      "Row,E-mail,Full name,Country,Profession",
    );
    expect(await correctFromFile(academy.manager, importId, fixed)).toEqual({ corrected: 2 });
    expect(await statesOf(database, importId)).toEqual(["ready", "ready"]);
    const unnumbered = csvFile(["ben@x.test,Ben"], "E-mail,Full name");
    expect(await reasonOf(correctFromFile(academy.manager, importId, unnumbered))).toBe(
      "no_row_numbers",
    );
  });

  test("asks about namesakes, and an answer decides", async () => {
    const { cohortId } = await cohort();
    const first = await upload(academy.manager, { cohortId }, [ada]);
    await apply(academy.manager, first.importId);
    const { importId } = await upload(academy.manager, { cohortId }, [
      'a.laurent@y.test,"Laurent, Ada",LC,Investigator,,F',
      "ada.l@z.test,Ada Marie Laurent,LC,Investigator,,F",
      "ada3@z.test,Ada Lauren,LC,Investigator,,F",
      "ada@x.test,Zadie Smith,LC,Investigator,,F",
    ]);
    expect(await statesOf(database, importId)).toEqual(Array(4).fill("question"));
    await answerQuestions(academy.manager, importId, [
      { line: 2, answer: { sameAs: "ada@x.test" } },
      { line: 3, answer: "different_person" },
      { line: 4, answer: "skip" },
      { line: 5, answer: "different_person" },
    ]);
    expect(await rowsOf(database, importId)).toMatchObject([
      { state: "ready" },
      { state: "ready" },
      { state: "skipped" },
      { state: "problem", problems: ["email email_of_another"] },
    ]);
    await apply(academy.manager, importId);
    const [same, other] = await rowsOf(database, importId);
    expect([same?.state, other?.state]).toEqual(["changed", "added"]);
    expect((await nominations(cohortId)).map(({ email }) => email)).toEqual([
      "ada.l@z.test",
      "ada@x.test",
    ]);
  });

  test("asks once for an address that stands twice in the file", async () => {
    const { cohortId } = await cohort();
    const twice = ada.replace("ada@x.test", "ADA@X.TEST").replace("Laurent", "Laurent-Paul");
    const { importId } = await upload(academy.manager, { cohortId }, [ada, twice]);
    expect(await rowsOf(database, importId)).toMatchObject([
      { state: "ready" },
      { state: "question", duplicates: ["email ada@x.test"] },
    ]);
    await answerQuestions(academy.manager, importId, [
      { line: 3, answer: { sameAs: "ada@x.test" } },
    ]);
    await apply(academy.manager, importId);
    expect(await statesOf(database, importId)).toEqual(["added", "changed"]);
    expect(await nominations(cohortId)).toMatchObject([{ note: "Ada Laurent-Paul" }]);
  });

  test("turns a row that can no longer be applied into a problem, and the others go on", async () => {
    const { cohortId } = await cohort();
    const lines = [ada, "j@x.test,Jo Justice,LC,Superior court judge,,F", ben];
    const { importId } = await upload(academy.manager, { cohortId }, lines);
    await database.sql("update cohort set professions = array['investigator'] where id = $1", [
      cohortId,
    ]);
    await apply(academy.manager, importId);
    expect(await rowsOf(database, importId)).toMatchObject([
      { state: "added" },
      { state: "problem", problems: ["profession not_eligible_profession"] },
      { state: "added" },
    ]);
  });

  test("of a cohort that is cancelled meanwhile nominates nobody and says why on every row", async () => {
    const { cohortId } = await cohort();
    const { importId } = await upload(academy.manager, { cohortId }, [ada, ben]);
    await database.sql(
      "update cohort set cancelled_at = now(), cancel_reason = 'storm' where id = $1",
      [cohortId],
    );
    await apply(academy.manager, importId);
    expect((await rowsOf(database, importId)).flatMap(({ problems }) => problems)).toEqual(
      Array(2).fill("row cohort_takes_nobody"),
    );
    expect(await nominations(cohortId)).toEqual([]);
    expect(await reasonOf(upload(academy.manager, { cohortId }, [ada]))).toBe(
      "cohort_takes_nobody",
    );
  });

  test("given up leaves nothing of what was said about people, and is not applied", async () => {
    const { cohortId } = await cohort();
    const { importId } = await upload(academy.manager, { cohortId }, [ada]);
    await cancelRoster(academy.manager, importId);
    await cancelRoster(academy.manager, importId);
    expect(await count("roster_row", `import_id = '${importId}' and raw::text like '%ada%'`)).toBe(
      0,
    );
    expect(await reasonOf(applyRoster(academy.manager, importId))).toBe("roster_cancelled");
  });

  test("is gone on with by a colleague, and nominates in the name of whoever had it applied", async () => {
    const { cohortId } = await cohort();
    const colleague = await createPerson(database, {
      organisation: academy.key,
      grants: [{ role: "academy_manager", organisation: academy.key }],
    });
    const { importId } = await upload(academy.manager, { cohortId }, [ada]);
    await apply(colleague, importId);
    const [made] = await database.sql("select nominated_by from nomination where cohort_id = $1", [
      cohortId,
    ]);
    expect(made).toEqual({ nominated_by: colleague.personId });
  });

  test("applied twice at once, and by a job that runs again, nominates everybody once", async () => {
    const { cohortId } = await cohort();
    const { importId } = await upload(academy.manager, { cohortId }, [ada, ben]);
    await applyRoster(academy.manager, importId);
    await applyRoster(academy.manager, importId);
    const job = { importId, personId: academy.manager.personId };
    await Promise.all([applyRosterAfter(job), applyRosterAfter(job), applyRosterAfter(job)]);
    await applyRosterAfter(job);
    expect(await nominations(cohortId)).toHaveLength(2);
    expect(
      await count(
        "outbox",
        `topic = 'cohorts.roster-applying' and payload ->> 'importId' = '${importId}'`,
      ),
    ).toBe(1);
    expect(await reasonOf(applyRoster(academy.manager, importId))).toBe("nothing_to_apply");
  });

  test("asks the line managers and the other countries' contact points where their yes is needed", async () => {
    const { cohortId } = await cohort({ approvals: ["line_manager"] });
    const headings = "E-mail,Full name,Country,Profession,Line manager";
    const { importId } = await upload(academy.manager, { cohortId, headings }, [
      "ada@x.test,Ada Laurent,LC,Investigator,boss@x.test",
      "ben@x.test,Ben Charles,JM,Investigator,boss@y.test",
      "cy@x.test,Cy James,LC,Investigator,boss@x.test",
      "dee@x.test,Dee Francis,LC,Investigator,",
    ]);
    await apply(academy.manager, importId);
    expect((await rowsOf(database, importId)).map(({ state, status }) => [state, status])).toEqual([
      ["added", "requested"],
      ["added", "requested"],
      ["added", "requested"],
      ["problem", null],
    ]);
    const mine = `nomination_id in (select id from nomination where cohort_id = '${cohortId}')`;
    expect(await count("approval_request", mine)).toBe(3);
  });
});

describe("a contact point's roster", () => {
  test("nominates their own people and needs no country column", async () => {
    const { cohortId } = await cohort();
    const headings = "E-mail,Full name,Profession";
    const { importId } = await upload(jamaica, { cohortId, country: "JM", headings }, [
      "ben@x.test,Ben Charles,Investigator",
      "jo@x.test,Jo Justice,Superior court judge",
    ]);
    await apply(jamaica, importId);
    expect(await rowsOf(database, importId)).toMatchObject([
      { state: "added", status: "booked" },
      { state: "problem", problems: ["branch branch_not_yours"] },
    ]);
    expect((await listCountryRosters(jamaica, "JM")).imports).toMatchObject([{ id: importId }]);
  });

  test("is seen by nobody else: not by another country, not by the academy", async () => {
    const { cohortId } = await cohort();
    const { importId } = await upload(jamaica, { cohortId, country: "JM" }, [
      "ben@x.test,Ben Charles,JM,Investigator,,M",
    ]);
    for (const stranger of [saintLucia, academy.manager]) {
      expect(await reasonOf(getRoster(stranger, importId, { state: null, page: 1 }))).toBe(
        "unknown_roster",
      );
      expect(await reasonOf(applyRoster(stranger, importId))).toBe("unknown_roster");
      expect(await reasonOf(cancelRoster(stranger, importId))).toBe("unknown_roster");
      expect(await reasonOf(correctRows(stranger, importId, []))).toBe("unknown_roster");
    }
    expect((await listRosters(academy.manager, cohortId)).imports).toEqual([]);
    expect(await reasonOf(listCountryRosters(saintLucia, "JM"))).toBe("not_contact_point");
  });

  test("cannot be uploaded for another country, nor by who is no contact point", async () => {
    const { cohortId } = await cohort();
    const learner = await createPerson(database);
    expect(await reasonOf(upload(saintLucia, { cohortId, country: "JM" }, [ben]))).toBe(
      "may_not_import",
    );
    expect(await reasonOf(upload(saintLucia, { cohortId }, [ben]))).toBe("may_not_import");
    expect(await reasonOf(upload(learner, { cohortId, country: "LC" }, [ben]))).toBe(
      "may_not_import",
    );
  });

  test("does not learn whom another country nominated under the same address", async () => {
    const { cohortId } = await cohort();
    const theirs = await upload(saintLucia, { cohortId, country: "LC" }, [ada]);
    await apply(saintLucia, theirs.importId);
    const mine = await upload(jamaica, { cohortId, country: "JM" }, [
      ada.replace(",LC,", ",JM,").replace("lc-police", ""),
    ]);
    expect(await rowsOf(database, mine.importId)).toMatchObject([
      { state: "ready", duplicates: [] },
    ]);
    await apply(jamaica, mine.importId);
    expect(await statesOf(database, mine.importId)).toEqual(["added"]);
  });
});

test("a draft cohort, an unknown one and a file that is none are refused by name, and nothing is kept", async () => {
  const draft = await cohort({ published: false });
  const open = await cohort();
  expect(await reasonOf(upload(academy.manager, draft, [ada]))).toBe("cohort_not_published");
  const nowhere = { cohortId: academy.organisationId };
  expect(await reasonOf(upload(academy.manager, nowhere, [ada]))).toBe("unknown_cohort");
  const send = (bytes: Buffer) =>
    uploadRoster(academy.manager, { ...open, country: null, fileName: "x", bytes });
  expect(await reasonOf(send(Buffer.from("%PDF-1.7")))).toBe("one_column");
  expect(await reasonOf(send(Buffer.alloc(6 * 1024 * 1024)))).toBe("file_too_large");
  expect(await reasonOf(send(Buffer.from("PK\x03\x04rest")))).toBe("not_a_zip");
  expect((await listRosters(academy.manager, open.cohortId)).imports).toEqual([]);
});

test("every page of an import takes at most six statements, however many rows there are", async () => {
  const { cohortId } = await cohort();
  const lines = Array.from(
    { length: 120 },
    (_, n) => `n${n}@x.test,Person ${"abcdefghij"[n % 10]}${n},Nowhere,Investigator,,`,
  );
  const { importId } = await upload(academy.manager, { cohortId }, lines);
  const all = { state: null, page: 1 };
  const asks: (() => Promise<unknown>)[] = [
    () => getRoster(academy.manager, importId, all),
    () => getProblems(academy.manager, importId, 1),
    () => getQuestions(academy.manager, importId, 1),
    () => listRosters(academy.manager, cohortId),
  ];
  for (const ask of asks)
    expect((await countStatements(ask)).statements.length).toBeLessThanOrEqual(6);
  expect(await getProblems(academy.manager, importId, 2)).toMatchObject({ total: 120, pages: 6 });
});
