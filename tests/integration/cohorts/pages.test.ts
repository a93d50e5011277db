/** The tabs a cohort's staff are shown are the pages that open for them: one rule, asked by the tabs and by the queries. */
import { beforeAll, describe, expect, test } from "vitest";
import { getAssessors } from "~/domain/cohorts/queries/assessors.server";
import { getCohortAttempts } from "~/domain/cohorts/queries/attempts.server";
import { getAttendancePage } from "~/domain/cohorts/queries/attendance-matrix.server";
import { getCohortPage } from "~/domain/cohorts/queries/cohort-page.server";
import { getCohortRoster } from "~/domain/cohorts/queries/cohort-roster.server";
import { getCohortMessages } from "~/domain/cohorts/queries/messages.server";
import { getProgress } from "~/domain/cohorts/queries/progress.server";
import { listRosters } from "~/domain/cohorts/queries/rosters.server";
import { getTimetable } from "~/domain/cohorts/queries/sessions.server";
import { COHORT_PAGES, type CohortPage } from "~/domain/cohorts/schema";
import type { Actor } from "~/domain/kernel/actor";
import { createCohort, type TestCohort } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";
import { reasonOf } from "./reason";

const database = await testDatabase();
let cohort: TestCohort;

const QUERIES: Record<CohortPage, (actor: Actor, cohortId: string) => Promise<unknown>> = {
  overview: getCohortPage,
  roster: (actor, id) => getCohortRoster(actor, id, {}),
  sessions: getTimetable,
  attendance: (actor, id) => getAttendancePage(actor, id, 1),
  progress: (actor, id) => getProgress(actor, id, { standing: "" }),
  assessors: getAssessors,
  attempts: getCohortAttempts,
  rosters: listRosters,
  messages: (actor, id) => getCohortMessages(actor, id, { to: [] }),
};

beforeAll(async () => {
  cohort = await createCohort(database, { published: true });
});

describe("the pages of a cohort that are shown to its staff", () => {
  test.each([
    ["academy_manager", COHORT_PAGES.length],
    ["instructor", COHORT_PAGES.length - 1],
    ["assessor", 4],
  ] as const)("are the ones that open for the %s", async (role, count) => {
    const organisation = cohort.academy.key;
    const actor = await createPerson(database, {
      ...{ country: "LC", organisation, grants: [{ role, organisation }] },
    });
    const { pages } = (await getCohortPage(actor, cohort.cohortId)).cohort;
    expect(pages).toHaveLength(count);
    for (const page of COHORT_PAGES) {
      const refused = await reasonOf(QUERIES[page](actor, cohort.cohortId));
      expect([page, refused?.code]).toEqual([page, pages.includes(page) ? undefined : "forbidden"]);
    }
  });
});
