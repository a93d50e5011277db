/** What a hardship event in a country does to the deadlines of cohorts, for that country's people and for nobody else. */
import { beforeAll, describe, expect, test } from "vitest";
import { decideApproval } from "~/domain/cohorts/commands/decide-approval.server";
import {
  beginQuotaReleases,
  releaseQuotasAfter,
} from "~/domain/cohorts/commands/release-quota.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import { findApproval } from "~/domain/cohorts/queries/approval.server";
import { getCohortPage } from "~/domain/cohorts/queries/cohort-page.server";
import { getOffer } from "~/domain/cohorts/queries/offer.server";
import { getRegionalCalendar } from "~/domain/cohorts/queries/regional-calendar.server";
import { listCountryRosters } from "~/domain/cohorts/queries/rosters.server";
import type { Actor } from "~/domain/kernel/actor";
import { declareHardship, endHardship } from "~/domain/organisations/commands.server";
import { unseal } from "~/platform/sealing.server";
import {
  createContact,
  createManager,
  event,
  inDays,
  offerCohort,
  promoteNow,
  putForward,
  refusalOf,
  statusOf,
} from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { work } from "./work";

const database = await testDatabase();
let academy: Actor;
let lucia: Actor;
let jamaica: Actor;

/** Six days of Saint Lucia's, which are over. */
beforeAll(async () => {
  academy = await createManager(database);
  lucia = await createContact(database, "LC");
  jamaica = await createContact(database, "JM");
  await declareHardship(lucia, "LC", {
    ...{ kind: "storm", name: "Hurricane Pause", months: 3, reason: "No power in the north." },
    ...{ fromOn: inDays(-10), expectedToOn: inDays(-5) },
  });
});

/** Known for a month, so that the event lies between then and now. */
async function offer(input: Parameters<typeof offerCohort>[1]): Promise<string> {
  const { cohortId } = await offerCohort(database, { startsIn: 30, ...input });
  await database.sql("update cohort set published_at = now() - interval '30 days' where id = $1", [
    cohortId,
  ]);
  return cohortId;
}

describe("nominations that closed three days ago", () => {
  test("are open to the country that was struck, to nobody else, and pages say so", async () => {
    const cohortId = await offer({ closesIn: -3 });
    expect(await refusalOf(putForward(jamaica, cohortId, { country: "JM" }))).toBe(
      "conflict/nominations_closed",
    );
    expect(await putForward(lucia, cohortId)).toMatchObject({ outcome: "added" });
    const page = await getOffer(lucia, cohortId);
    expect(page).toMatchObject({
      open: true,
      deadlines: {
        nominationsCloseOn: {
          ...{ on: inDays(-3), due: inDays(3), because: ["Hurricane Pause"] },
        },
      },
    });
    expect((await getOffer(jamaica, cohortId)).open).toBe(false);
    const entryOf = async (actor: Actor) =>
      (await getRegionalCalendar(actor, {})).entries.find(({ id }) => id === cohortId);
    expect(await entryOf(lucia)).toMatchObject({
      ...{ takesPeople: true, nominationsCloseOn: inDays(3), pausedBy: ["Hurricane Pause"] },
    });
    expect(await entryOf(jamaica)).toMatchObject({ takesPeople: false, pausedBy: [] });
    const lists = async (actor: Actor, country: string) =>
      (await listCountryRosters(actor, country)).cohorts.map(({ id }) => id);
    expect(await lists(lucia, "LC")).toContain(cohortId);
    expect(await lists(jamaica, "JM")).not.toContain(cohortId);
    expect((await getCohortPage(academy, cohortId)).cohort.pausedIn.nominationsCloseOn).toEqual([
      {
        ...{ country: "LC", countryName: "Saint Lucia", on: inDays(-3), due: inDays(3) },
        because: ["Hurricane Pause"],
      },
    ]);
  });

  test("stay closed where the cohort was made known after the event", async () => {
    const { cohortId } = await offerCohort(database, { startsIn: 30, closesIn: -1 });
    expect(await refusalOf(putForward(lucia, cohortId))).toBe("conflict/nominations_closed");
  });
});

test("after the travel cut-off the rule still promotes people of the country that was struck", async () => {
  const cohortId = await offer({ seats: 1, cutoffIn: -1 });
  const holder = await putForward(lucia, cohortId);
  const jamaican = await putForward(jamaica, cohortId, { country: "JM" });
  const lucian = await putForward(lucia, cohortId);
  await withdrawNomination(lucia, holder.nominationId, "ill");
  await promoteNow(database, cohortId);
  expect(await statusOf(database, jamaican.nominationId)).toBe("waitlisted");
  expect(await statusOf(database, lucian.nominationId)).toBe("booked");
});

test("seats that stayed free after the cut-off go to people of a country that is struck later, and to no neighbour", async () => {
  const barbados = await createContact(database, "BB");
  const cohortId = await offer({ seats: 2, cutoffIn: -1 });
  const holders = [await putForward(jamaica, cohortId, { country: "JM" })];
  holders.push(await putForward(jamaica, cohortId, { country: "JM" }));
  const jamaican = await putForward(jamaica, cohortId, { country: "JM" });
  const barbadian = await putForward(barbados, cohortId, { country: "BB" });
  for (const { nominationId } of holders) await withdrawNomination(jamaica, nominationId, "ill");
  await work(database);
  expect(await statusOf(database, barbadian.nominationId)).toBe("waitlisted");
  const struck = { fromOn: inDays(-4), expectedToOn: inDays(2) };
  const { eventId } = await declareHardship(barbados, "BB", {
    ...{
      kind: "storm",
      name: "Hurricane Later",
      months: 3,
      reason: "The port is shut.",
      ...struck,
    },
  });
  await endHardship(barbados, eventId, { endedOn: inDays(0), reason: "Power is back." });
  await work(database);
  expect(await statusOf(database, barbadian.nominationId)).toBe("booked");
  expect(await statusOf(database, jamaican.nominationId)).toBe("waitlisted");
});

test("unused seats of the country that was struck come back later than the others'", async () => {
  const cohortId = await offer({ seats: 4, quotas: { LC: 1, JM: 1 }, releaseIn: -1 });
  const left = async () =>
    (
      await database.sql<{ country: string }>(
        "select distinct country from seat where cohort_id = $1 and country is not null order by 1",
        [cohortId],
      )
    ).map(({ country }) => country);
  const due = await event(database, "cohorts.quotas-due", { cohortId });
  await beginQuotaReleases();
  const words = await database.sql(
    "select 1 from outbox where topic = 'cohorts.quotas-due' and payload ->> 'cohortId' = $1 and done_at is null",
    [cohortId],
  );
  expect(words).toHaveLength(1);
  await releaseQuotasAfter(due, cohortId, new Date());
  expect(await left()).toEqual(["LC"]);
  await database.sql("update outbox set done_at = now() where topic = 'cohorts.quotas-due'");
  expect(await beginQuotaReleases()).toBe(0);
  const later = new Date(Date.now() + 6 * 86_400_000);
  expect(await beginQuotaReleases(later)).toBe(1);
  await releaseQuotasAfter(due, cohortId, later);
  expect(await left()).toEqual([]);
});

describe("a line manager's link that ran out two days ago", () => {
  async function askedOf(country: string, actor: Actor) {
    const cohortId = await offer({ approvals: ["line_manager"] });
    const made = await putForward(actor, cohortId, { country, lineManagerEmail: "boss@x.test" });
    const [row] = await database.sql<{ sealed: string }>(
      `select o.payload ->> 'sealed' as sealed from outbox o join approval_request r on r.id::text = o.payload ->> 'approvalRequestId'
       where r.nomination_id = $1`,
      [made.nominationId],
    );
    await database.sql(
      "update approval_request set requested_at = now() - interval '16 days', expires_at = now() - interval '2 days' where nomination_id = $1",
      [made.nominationId],
    );
    return { ...made, code: unseal(row?.sealed ?? "") };
  }
  const yes = { outcome: "approved", note: "" } as const;

  test("is open for somebody of the country that was struck, says why, and decides", async () => {
    const { code, nominationId } = await askedOf("LC", lucia);
    expect(await findApproval(code)).toMatchObject({ because: ["Hurricane Pause"] });
    await decideApproval(code, yes);
    expect(await statusOf(database, nominationId)).toBe("booked");
  });

  test("is over for anybody else, and for everybody once the pause is used up", async () => {
    const { code } = await askedOf("JM", jamaica);
    expect(await findApproval(code)).toBeNull();
    expect(await refusalOf(decideApproval(code, yes))).toBe("gone/approval_unusable");
    const lucian = await askedOf("LC", lucia);
    const later = new Date(Date.now() + 5 * 86_400_000);
    expect(await findApproval(lucian.code, later)).toBeNull();
    expect(await refusalOf(decideApproval(lucian.code, yes, later))).toBe("gone/approval_unusable");
  });
});
