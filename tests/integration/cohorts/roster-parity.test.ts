/** Nominating many at once leaves exactly what nominating them one by one leaves: rows, history, decisions, links, invitations, events. */
import { beforeAll, expect, test } from "vitest";
import { getCohort } from "~/domain/cohorts/cohort.server";
import { addNomination } from "~/domain/cohorts/nominee.server";
import type { Nominee } from "~/domain/cohorts/nominee-facts.server";
import { nominateMany } from "~/domain/cohorts/roster/nominate-many.server";
import type { Actor } from "~/domain/kernel/actor";
import { withActor } from "~/platform/db/doors.server";
import { createAcademy, createCohort, type TestAcademy } from "../../factories/cohorts";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let academy: TestAcademy;
let contact: Actor;
let employers: Record<string, string>;

beforeAll(async () => {
  academy = await createAcademy(database);
  contact = await createPerson(database, {
    country: "JM",
    grants: [{ role: "ncpoc", country: "JM" }],
  });
  employers = {
    LC: await ensureOrganisation(database, "lc-police", "LC"),
    JM: await ensureOrganisation(database, "jm-police", "JM"),
  };
});

/** Nominees of every kind, the same for both ways except for where their mail goes. */
async function nomineesAt(domain: string, countries: string[], managers: boolean) {
  const known = await createPerson(database, { country: "JM", email: `known@${domain}` });
  await database.sql("update person set full_name = 'Known Person' where id = $1", [
    known.personId,
  ]);
  const kinds = ["known", "new", "unemployed", "last"];
  return countries.flatMap((country) =>
    kinds.map((kind): Nominee => {
      const email =
        kind === "known" && country === "JM" ? `known@${domain}` : `${kind}.${country}@${domain}`;
      return {
        ...{ fullName: `${kind} ${country}`, email: email.toLowerCase(), country },
        ...{ branch: "general", professionKey: "investigator", sex: "female", note: kind },
        employerId: kind === "unemployed" ? null : (employers[country] ?? null),
        lineManagerEmail: managers ? `boss@${domain}` : null,
        priority: kinds.indexOf(kind),
      };
    }),
  );
}

async function traces(cohortId: string, domain: string) {
  const all = (text: string) => database.sql(text, [cohortId]);
  const mine = "nomination_id in (select id from nomination where cohort_id = $1)";
  const event = `(payload ->> 'nominationId' in (select id::text from nomination where cohort_id = $1)
    or payload ->> 'invitationId' in (select invitation_id::text from nomination where cohort_id = $1)
    or payload ->> 'approvalRequestId' in (select id::text from approval_request where ${mine}))`;
  const found = {
    nominations: await all(
      `select country, branch, full_name, sort_name, email, profession_key, employer_id, sex, line_manager_email, priority, note, source,
         status, waiting_since is null as seated, nominated_by, person_id is null as unknown, invitation_id is null as uninvited
       from nomination where cohort_id = $1 order by email, country`,
    ),
    seats: await all("select count(nomination_id)::int from seat where cohort_id = $1"),
    history: await all(
      `select n.email, e.country, e.status, e.reason, e.recorded_by from nomination_event e join nomination n on n.id = e.nomination_id
       where n.cohort_id = $1 order by n.email, n.country, e.id`,
    ),
    decisions: await all(
      `select step, outcome, decided_by, note from nomination_approval where ${mine}`,
    ),
    links: await all(`select email, country from approval_request where ${mine} order by 1, 2`),
    invitations: await all(
      `select email, full_name, country, organisation_id, invited_by from invitation
       where id in (select invitation_id from nomination where cohort_id = $1) order by 1, 3`,
    ),
    events: await all(
      `select topic, country, person_id is null as unknown, array(select jsonb_object_keys(payload) order by 1) as keys, count(*)::int
       from outbox where ${event} group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
    ),
    audit: await all(
      `select action, country, details ->> 'cohortId' = $1::text as here, count(*)::int from audit_event
       where subject_id in (select id::text from nomination where cohort_id = $1::uuid) group by 1, 2, 3 order by 1, 2`,
    ),
  };
  return JSON.parse(JSON.stringify(found).replaceAll(domain, "x.test"));
}

async function bothWays(by: Actor, options: object, countries: string[], managers: boolean) {
  const ways = ["together", "alone"] as const;
  const left = [];
  for (const way of ways) {
    const { cohortId } = await createCohort(database, { academy, seats: 3, ...options });
    const domain = `${way}.${cohortId.slice(-6)}.test`;
    const nominees = await nomineesAt(domain, countries, managers);
    const now = new Date();
    await withActor(by, async (db, actor) => {
      const cohort = await getCohort(db, cohortId, now);
      const person = async ({ email, country }: Nominee) =>
        (await db.person.findFirst({ where: { email, country }, select: { id: true } }))?.id ??
        null;
      if (way === "alone")
        for (const nominee of nominees)
          await addNomination(db, actor, cohort, nominee, { source: "roster", now });
      else {
        const wanted = [];
        for (const nominee of nominees) wanted.push({ nominee, personId: await person(nominee) });
        await nominateMany(db, actor, cohort, wanted, now);
      }
    });
    left.push(await traces(cohortId, domain));
  }
  return left;
}

test.each([
  ["an academy's own country and abroad", {}, "academy", ["LC", "JM"], false],
  ["with line managers", { approvals: ["line_manager"] }, "academy", ["LC", "JM"], true],
  ["with the contact point's yes", { approvals: ["ncpoc"] }, "academy", ["LC", "JM"], false],
  ["a contact point", {}, "contact", ["JM"], false],
  [
    "a contact point, all approvals",
    { approvals: ["line_manager", "ncpoc"] },
    "contact",
    ["JM"],
    true,
  ],
  ["a list without dates", { startsOn: null }, "academy", ["LC"], false],
] as const)("%s", async (_name, options, by, countries, managers) => {
  const actor = by === "academy" ? academy.manager : contact;
  const [together, alone] = await bothWays(actor, options, [...countries], managers);
  expect(together.nominations.length).toBe(countries.length * 4);
  expect(together).toEqual(alone);
});
