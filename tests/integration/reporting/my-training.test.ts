/** What a learner's own page says is due, and their attendance; nothing of anybody else. */
import { expect, test } from "vitest";
import { sendCohortMessage } from "~/domain/cohorts/commands/send-message.server";
import { newId } from "~/domain/kernel/ids";
import { getMyHome, getMyTraining } from "~/domain/reporting/queries/my-training.server";
import { createCurriculum, createLearner } from "../../factories/assessment";
import { createCohort, nominate } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();

test("a learner's page says what is due where and when, in their own zone, and what was said to them", async () => {
  const curriculum = await createCurriculum(database);
  const cohort = await createCohort(database, { curriculum });
  const { actor } = await createLearner(database, curriculum, { country: "JM" });
  const other = await createLearner(database, curriculum, { country: "JM" });
  const mine = { country: "JM", person: actor };
  const { nominationId } = await nominate(database, cohort, mine);
  await nominate(database, cohort, { country: "JM", person: other.actor });
  const { cohortId, academy } = cohort;
  for (const shift of ["-2 days", "3 days"])
    await database.sql(
      `with s as (insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone)
         values ($1, $2, $3, $4::text, now() + $4::interval, now() + $4::interval + interval '2 hours', 'America/St_Lucia') returning *)
       insert into session_link (session_id, cohort_id, organisation_id, url) select id, cohort_id, organisation_id, 'https://meet.example.test/x' from s`,
      [newId(), cohortId, academy.organisationId, shift],
    );
  await database.sql(
    `insert into attendance (id, session_id, cohort_id, organisation_id, nomination_id, person_id, country, branch, mark, source)
     select $1, s.id, s.cohort_id, s.organisation_id, $2, $3, 'JM', 'general', 'present', 'list' from cohort_session s where s.cohort_id = $4 and s.title = '-2 days'`,
    [newId(), nominationId, actor.personId, cohortId],
  );
  const words = { subject: "Only you", body: "Bring your badge." };
  await sendCohortMessage(academy.manager, cohortId, {
    ...{ ...words, messageId: newId(), to: [nominationId] },
  });

  const { result, statements } = await countStatements(() => getMyHome(actor));
  expect(statements.length).toBeLessThanOrEqual(6);
  expect(result.due).toMatchObject({
    zone: "America/Jamaica",
    sessions: [{ title: "3 days", joiningLink: "https://meet.example.test/x" }],
    steps: [{ kind: "exam" }, { kind: "practical" }],
    announcements: [{ subject: "Only you" }],
  });
  expect((await getMyTraining(actor)).marks).toMatchObject([
    { session: "-2 days", mark: "present" },
  ]);

  expect((await getMyHome(other.actor)).due.announcements).toEqual([]);
  expect((await getMyTraining(other.actor)).marks).toMatchObject([{ mark: null }]);
  const stranger = await createPerson(database);
  expect((await getMyHome(stranger)).due).toMatchObject({ sessions: [], announcements: [] });
  expect((await getMyTraining(stranger)).marks).toEqual([]);
});
