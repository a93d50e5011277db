/** A roster of hundreds, page by page: everybody once, in order, with as many statements as for one. */
import { beforeAll, describe, expect, test } from "vitest";
import { getCohortRoster } from "~/domain/cohorts/queries/cohort-roster.server";
import type { Actor } from "~/domain/kernel/actor";
import { createManager, offerCohort } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();
let academy: Actor;
let cohortId: string;

/** 60 with a seat and 70 who wait, alternately of two countries. */
beforeAll(async () => {
  academy = await createManager(database);
  const offer = await offerCohort(database, { seats: 60 });
  cohortId = offer.cohortId;
  await database.sql(
    `insert into nomination (id, cohort_id, organisation_id, country, branch, full_name, sort_name, email, profession_key, source, status, status_at,
       waiting_since, nominated_at)
     select gen_random_uuid(), $1, $2, case when n % 2 = 0 then 'JM' else 'LC' end, 'general', 'Person ' || lpad(n::text, 3, '0'),
       'person ' || lpad(n::text, 3, '0'), 'p' || n || '@x.test', 'le_first_responder', 'roster',
       case when n <= 60 then 'booked' else 'waitlisted' end, now(), case when n > 60 then now() + n * interval '1 second' end, now()
     from generate_series(1, 130) n`,
    [cohortId, offer.organisationId],
  );
});
const roster = (query: Parameters<typeof getCohortRoster>[2] = {}) =>
  getCohortRoster(academy, cohortId, query);
const names = (rows: { fullName: string }[]) => rows.map(({ fullName }) => fullName);

describe("a roster", () => {
  test("shows fifty people and fifty who wait to a page, everybody once, whatever the order", async () => {
    for (const sort of ["status", "name", "country"] as const) {
      const pages = [await roster({ sort }), await roster({ sort, page: 2, queue: 2 })];
      expect(pages.map(({ people, waiting }) => [people.length, waiting.length])).toEqual([
        [50, 50],
        [10, 20],
      ]);
      const all = pages.flatMap(({ people, waiting }) => names([...people, ...waiting]));
      expect(new Set(all).size).toBe(130);
    }
    expect(await roster()).toMatchObject({
      ...{ pages: 2, queuePages: 2, found: 130, counts: { booked: 60, waitlisted: 70 } },
    });
  });

  test("is read in the order that was asked for; those who wait in the order of the rule", async () => {
    const byName = await roster({ sort: "name" });
    expect(names(byName.people)).toEqual([...names(byName.people)].sort());
    const { people } = await roster({ sort: "country" });
    expect(people.slice(0, 30).every(({ country }) => country === "JM")).toBe(true);
    const places = [await roster(), await roster({ queue: 2 })].flatMap(({ waiting }) =>
      waiting.map(({ place }) => place),
    );
    expect(places).toEqual(Array.from({ length: 70 }, (_, index) => index + 1));
  });

  test("is filtered by country and by words, and printed whole", async () => {
    const jamaican = await roster({ country: "JM", status: "booked" });
    expect(jamaican).toMatchObject({ found: 30, pages: 1 });
    expect(names((await roster({ search: "PERSON 007" })).people)).toEqual(["Person 007"]);
    expect(names((await roster({ search: "p130@" })).waiting)).toEqual(["Person 130"]);
    const printed = await roster({ print: true });
    expect([printed.people.length, printed.waiting.length]).toEqual([60, 70]);
  });

  test("takes as many statements for a hundred people as for one", async () => {
    const { statements: one } = await countStatements(() => roster({ search: "p1@x" }));
    const { statements: many } = await countStatements(() => roster());
    expect(many.length).toBe(one.length);
    expect(many.length).toBeLessThanOrEqual(6);
  });
});
