import { beforeAll, describe, expect, test } from "vitest";
import { promoteAfter, promoteByHand } from "~/domain/cohorts/commands/promote-waiting.server";
import {
  beginQuotaReleases,
  releaseQuota,
  releaseQuotasAfter,
} from "~/domain/cohorts/commands/release-quota.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import { evaluateCountryAfter } from "~/domain/gap-analysis/commands/evaluate-countries.server";
import type { Actor } from "~/domain/kernel/actor";
import { countOffice, TODAY } from "../../factories/gap-analysis";
import { createPerson } from "../../factories/identity";
import {
  createContact,
  createManager,
  event,
  holders,
  offerCohort,
  promoteNow,
  putForward,
  refusalOf,
  statusOf,
} from "../../factories/nominations";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let academy: Actor;
let lucia: Actor;
let jamaica: Actor;
let grenada: Actor;

beforeAll(async () => {
  academy = await createManager(database);
  lucia = await createContact(database, "LC");
  jamaica = await createContact(database, "JM");
  grenada = await createContact(database, "GD");
});

const forward = (actor: Actor, cohortId: string, fullName: string, country = "LC") =>
  putForward(actor, cohortId, { fullName, country, confirmed: true });

async function evaluate(country: string): Promise<void> {
  const id = await event(database, "gap-analysis.day-begun", {}, country);
  await evaluateCountryAfter(id, { country, on: TODAY });
}

describe("a freed seat", () => {
  test("goes to whoever waits, once, however often the worker is told", async () => {
    const { cohortId } = await offerCohort(database, { seats: 1 });
    const first = await forward(lucia, cohortId, "First");
    await forward(jamaica, cohortId, "Second", "JM");
    await forward(lucia, cohortId, "Third");
    await withdrawNomination(lucia, first.nominationId, "ill");
    const id = await event(database, "cohorts.seat-freed", { cohortId });
    await Promise.all([1, 2].map(() => promoteAfter(id, cohortId, new Date())));
    expect(await holders(database, cohortId)).toEqual({ Second: "reserve" });
  });

  test("of a quota waits for its own country although others wait longer", async () => {
    const { cohortId } = await offerCohort(database, { seats: 2, quotas: { GD: 1 } });
    const own = await forward(grenada, cohortId, "Grenadian", "GD");
    await forward(lucia, cohortId, "Reserve");
    await forward(jamaica, cohortId, "Waits long", "JM");
    await withdrawNomination(grenada, own.nominationId, "ill");
    await promoteNow(database, cohortId);
    expect(await holders(database, cohortId)).toEqual({ Reserve: "reserve" });
    await forward(grenada, cohortId, "Next Grenadian", "GD");
    expect(await holders(database, cohortId)).toEqual({
      ...{ Reserve: "reserve", "Next Grenadian": "GD" },
    });
  });

  test("leaves word for the promotion whenever somebody gives one up", async () => {
    const { cohortId } = await offerCohort(database, { seats: 1 });
    const { nominationId } = await forward(lucia, cohortId, "Leaves");
    await withdrawNomination(lucia, nominationId, "ill");
    const words = await database.sql(
      "select 1 from outbox where topic = 'cohorts.seat-freed' and payload ->> 'cohortId' = $1",
      [cohortId],
    );
    expect(words).toHaveLength(1);
  });
});

test("the order of the worst gap follows a changed count of the workforce", async () => {
  const promotedWith = async (lucian: number, jamaican: number) => {
    await countOffice(lucia, "LC", "le_first_responder", lucian);
    await countOffice(jamaica, "JM", "le_first_responder", jamaican);
    await evaluate("LC");
    await evaluate("JM");
    const { cohortId } = await offerCohort(database, { seats: 1, curriculum: "FR-CORE" });
    const holder = await forward(grenada, cohortId, "Holder", "GD");
    await forward(jamaica, cohortId, "Jamaican", "JM");
    await forward(lucia, cohortId, "Lucian");
    await withdrawNomination(grenada, holder.nominationId, "ill");
    await promoteNow(database, cohortId);
    return Object.keys(await holders(database, cohortId))[0];
  };
  await database.sql(
    `insert into capacity_delta (country, profession_key, certification_key, scope, assurance, day, change, cause)
     select c, 'le_first_responder', 'FR-CORE', 'full', 'C3', current_date - 300, 1, 'test' from unnest(array['LC', 'JM']) c, generate_series(1, 20)`,
  );
  expect(await promotedWith(50, 400)).toBe("Jamaican");
  expect(await promotedWith(900, 400)).toBe("Lucian");
});

test("the place shown to somebody who waits is the place in which they are promoted", async () => {
  const { cohortId } = await offerCohort(database, { seats: 1 });
  await forward(grenada, cohortId, "Holder", "GD");
  await forward(jamaica, cohortId, "A", "JM");
  await forward(lucia, cohortId, "B");
  await putForward(lucia, cohortId, { fullName: "C", priority: 1 });
  await database.sql("delete from training_priority");
  await database.sql("insert into training_priority values ('FR-CORE', 'LC', 0.8)");
  const places = await database.sql<{ name: string; place: number }>(
    `select n.full_name as name, q.place from nomination n, lateral (select set_config('app.organisations', array[n.organisation_id]::text, false)) s,
       lateral app.place_in_queue(n.id) q where n.cohort_id = $1 and n.status = 'waitlisted' order by q.place`,
    [cohortId],
  );
  expect(places.map(({ name }) => name)).toEqual(["C", "B", "A"]);
});

describe("after the travel cut-off", () => {
  const late = async () => {
    const { cohortId } = await offerCohort(database, { seats: 1, startsIn: 10, cutoffIn: -1 });
    const holder = await forward(lucia, cohortId, "Holder");
    const waits = await forward(lucia, cohortId, "Waits");
    await withdrawNomination(lucia, holder.nominationId, "ill");
    await promoteNow(database, cohortId);
    return { cohortId, waits };
  };
  const byHand = (actor: Actor, cohortId: string, id: string) =>
    promoteByHand(actor, cohortId, { id: [id], reason: "lives next door" });

  test("nobody is promoted by the rule; the academy may, and says why", async () => {
    const { cohortId, waits } = await late();
    expect(await statusOf(database, waits.nominationId)).toBe("waitlisted");
    expect(await byHand(academy, cohortId, waits.nominationId)).toMatchObject([
      { status: "booked", refused: null },
    ]);
    const [last] = await database.sql(
      "select reason, note, recorded_by from nomination_event where nomination_id = $1 order by id desc limit 1",
      [waits.nominationId],
    );
    expect(last).toEqual({
      ...{ reason: "promoted_by_hand", note: "lives next door", recorded_by: academy.personId },
    });
  });

  test("a contact point may not, and without a free seat nobody can", async () => {
    const { cohortId, waits } = await late();
    expect(await refusalOf(byHand(lucia, cohortId, waits.nominationId))).toBe(
      "forbidden/not_your_cohort",
    );
    const second = await forward(lucia, cohortId, "Second");
    await byHand(academy, cohortId, waits.nominationId);
    expect(await byHand(academy, cohortId, second.nominationId)).toMatchObject([
      { refused: "no_free_seat" },
    ]);
  });

  test("before it, the rule decides and nobody is taken out of turn", async () => {
    const { cohortId } = await offerCohort(database, { seats: 1 });
    await forward(lucia, cohortId, "Holder");
    const waits = await forward(lucia, cohortId, "Waits");
    expect(await refusalOf(byHand(academy, cohortId, waits.nominationId))).toBe(
      "conflict/promotes_by_itself",
    );
  });
});

describe("an unused quota", () => {
  const quotas = { LC: 3 };
  const released = (cohortId: string) =>
    database.sql<{ country: string; seats: number; reason: string }>(
      "select country, seats, reason from quota_release where cohort_id = $1 order by released_at",
      [cohortId],
    );

  test("is given back by the contact point, for whoever waits elsewhere, and the record stays", async () => {
    const { cohortId } = await offerCohort(database, { seats: 3, quotas });
    await forward(lucia, cohortId, "Lucian");
    await forward(jamaica, cohortId, "Jamaican", "JM");
    const give = { country: "LC", reason: "two officers are on leave" };
    expect(await releaseQuota(lucia, cohortId, give)).toEqual({ seats: 2 });
    expect(await refusalOf(releaseQuota(lucia, cohortId, give))).toBe(
      "conflict/nothing_to_release",
    );
    await promoteNow(database, cohortId);
    expect(await holders(database, cohortId)).toEqual({ Lucian: "LC", Jamaican: "reserve" });
    expect(await released(cohortId)).toEqual([{ ...give, seats: 2 }]);
  });

  test("is not another country's to give, but the academy's", async () => {
    const { cohortId } = await offerCohort(database, { seats: 3, quotas });
    const give = { country: "LC", reason: "not needed" };
    expect(await refusalOf(releaseQuota(jamaica, cohortId, give))).toBe(
      "forbidden/may_not_release",
    );
    const learner = await createPerson(database);
    expect(await refusalOf(releaseQuota(learner, cohortId, give))).toBe(
      "forbidden/may_not_release",
    );
    expect(await releaseQuota(academy, cohortId, give)).toEqual({ seats: 3 });
  });

  test("comes back by itself on its day, once, after its own waiting have been served", async () => {
    const { cohortId } = await offerCohort(database, { seats: 3, quotas, releaseIn: 0 });
    await forward(lucia, cohortId, "Lucian");
    await forward(jamaica, cohortId, "Jamaican", "JM");
    expect(await beginQuotaReleases()).toBeGreaterThan(0);
    const due = await database.sql<{ id: string }>(
      "select id from outbox where topic = 'cohorts.quotas-due' and payload ->> 'cohortId' = $1",
      [cohortId],
    );
    expect(due).toHaveLength(1);
    await beginQuotaReleases();
    for (const again of [1, 2])
      await releaseQuotasAfter(due[0]?.id ?? "", cohortId, new Date(Date.now() + again));
    expect(await released(cohortId)).toEqual([{ country: "LC", seats: 2, reason: "release_day" }]);
    const words = await database.sql(
      "select 1 from outbox where topic = 'cohorts.quotas-due' and payload ->> 'cohortId' = $1",
      [cohortId],
    );
    expect(words).toHaveLength(1);
  });

  test("stays before its day", async () => {
    const { cohortId } = await offerCohort(database, { seats: 3, quotas, releaseIn: 3 });
    const id = await event(database, "cohorts.quotas-due", { cohortId });
    await releaseQuotasAfter(id, cohortId, new Date());
    expect(await released(cohortId)).toEqual([]);
  });
});
