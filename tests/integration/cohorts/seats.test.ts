import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { claimSeat } from "~/domain/cohorts/commands/claim-seat.server";
import { releaseQuota } from "~/domain/cohorts/commands/release-quota.server";
import { withdrawNomination } from "~/domain/cohorts/commands/withdraw-nominations.server";
import type { PromotionRule } from "~/domain/cohorts/schema";
import type { Actor } from "~/domain/kernel/actor";
import { DomainError } from "~/domain/kernel/errors";
import { createPerson } from "../../factories/identity";
import { createContact, offerCohort, promoteNow } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { brokenSeats, unfairMoves } from "./replay";

const database = await testDatabase();
const COUNTRIES = ["LC", "JM", "GD", "TT"];
let people: { actor: Actor; country: string }[] = [];
const contacts = new Map<string, Actor>();

beforeAll(async () => {
  for (const country of COUNTRIES) contacts.set(country, await createContact(database, country));
  people = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const country = COUNTRIES[index % COUNTRIES.length] ?? "LC";
      return { actor: await createPerson(database, { country }), country };
    }),
  );
  await database.sql(
    "insert into training_priority (curriculum_key, country, shortfall) values ('FR-CORE', 'TT', 0.9), ('FR-CORE', 'GD', 0.6), ('FR-CORE', 'JM', 0.6)",
  );
});

const claim = (actor: Actor, cohortId: string) =>
  claimSeat(actor, cohortId, { lineManagerEmail: null });

describe("two hundred people claim twenty seats at once", () => {
  test("exactly twenty hold one, every quota is kept, and the line is fair", async () => {
    const quotas = { LC: 5, JM: 5, GD: 4 };
    const offer = { seats: 20, quotas, enrolment: "open" } as const;
    const { cohortId } = await offerCohort(database, offer);
    const answers = await Promise.all(people.map(({ actor }) => claim(actor, cohortId)));
    const count = (status: string) => answers.filter((one) => one.status === status).length;
    expect([count("booked"), count("waitlisted")]).toEqual([20, 180]);
    const held = await database.sql<{ quota: string; holders: number }>(
      `select coalesce(s.country, 'reserve') as quota, count(n.id)::int as holders from seat s left join nomination n on n.id = s.nomination_id
       where s.cohort_id = $1 group by 1 order by 1`,
      [cohortId],
    );
    expect(Object.fromEntries(held.map(({ quota, holders }) => [quota, holders]))).toEqual({
      ...quotas,
      reserve: 6,
    });
    expect(await brokenSeats(database, cohortId)).toEqual([]);
    const start = { shared: 6, quotas, rule: "worst_gap" } as const;
    expect(await unfairMoves(database, cohortId, start)).toEqual([]);
  });
});

type Step = { what: "claim" | "withdraw" | "release" | "promote"; who: number };
const steps: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { arbitrary: fc.constant("claim" as const), weight: 6 },
    { arbitrary: fc.constant("withdraw" as const), weight: 4 },
    { arbitrary: fc.constant("release" as const), weight: 1 },
    { arbitrary: fc.constant("promote" as const), weight: 2 },
  ),
  who: fc.nat({ max: 19 }),
});

async function act(cohortId: string, { what, who }: Step): Promise<void> {
  const person = people[who];
  if (!person) return;
  if (what === "claim") await claim(person.actor, cohortId);
  if (what === "promote") await promoteNow(database, cohortId);
  const contact = contacts.get(person.country);
  if (what === "release" && contact)
    await releaseQuota(contact, cohortId, { country: person.country, reason: "not needed" });
  if (what === "withdraw") {
    const [row] = await database.sql<{ id: string }>(
      "select id from nomination where cohort_id = $1 and person_id = $2",
      [cohortId, person.actor.personId],
    );
    if (row) await withdrawNomination(person.actor, row.id, "cannot come");
  }
}

/** Refusals are answers; anything else is a fault. */
const answered = (work: Promise<void>) =>
  work.catch((error) => {
    if (!(error instanceof DomainError)) throw error;
  });

describe("whatever happens at once", () => {
  test.each<PromotionRule>(["worst_gap", "first_come"])(
    "by %s no seat is sold twice, no quota seat goes abroad, and nobody overtakes",
    async (rule) => {
      const quotas = { LC: 2, JM: 1 };
      const start = { shared: 2, quotas, rule };
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(steps, { minLength: 1, maxLength: 6 }), { minLength: 4, maxLength: 8 }),
          async (batches) => {
            const offer = { seats: 5, quotas, enrolment: "open", rule } as const;
            const { cohortId } = await offerCohort(database, offer);
            for (const batch of batches) {
              await Promise.all(batch.map((step) => answered(act(cohortId, step))));
              expect(await brokenSeats(database, cohortId)).toEqual([]);
            }
            expect(await unfairMoves(database, cohortId, start)).toEqual([]);
          },
        ),
        { numRuns: 12, endOnFailure: true },
      );
    },
  );
});
