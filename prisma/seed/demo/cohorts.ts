/**
 * The police academy's plans: a venue, its trainers and rights, one regional workshop in about seven weeks, an evening course that
 * is under way, a list of interest without dates, a draft, a template, and two courses of partners, one of which calls the same
 * people in the same week.
 */

import { copyCohort } from "~/domain/cohorts/commands/copy-cohort.server";
import { createCohort } from "~/domain/cohorts/commands/create-cohort.server";
import { grantDelivery } from "~/domain/cohorts/commands/delivery-rights.server";
import { recordOffer } from "~/domain/cohorts/commands/partner-offers.server";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import { addTrainer } from "~/domain/cohorts/commands/trainers.server";
import { addRoom, addVenue } from "~/domain/cohorts/commands/venues.server";
import type { NewCohortInput } from "~/domain/cohorts/input.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, type Day, today } from "~/domain/kernel/days";
import { findOrganisation } from "~/domain/organisations/queries.server";
import { actorOf, type DemoContext, settleOutbox } from "./context";
import { seedCourse } from "./course";
import { seedNominations } from "./nominations";

export const WORKSHOP = "Regional workshop for first responders";
const ACADEMY = "lc-police-academy";
const CURRICULA = ["FR-CORE", "TOT"];

export async function seed({ owner, people }: DemoContext): Promise<void> {
  const { rows: versions } = await owner.query<{ id: string; key: string }>(
    "select distinct on (curriculum_key) id, curriculum_key as key from curriculum_version where status = 'published' order by curriculum_key, published_at desc",
  );
  const responders = versions.find(({ key }) => key === "FR-CORE");
  if (!responders) return;
  const { id: organisationId } = await findOrganisation(ACADEMY);
  const manager = await actorOf(people.get("academy") ?? "");
  const region = await actorOf(people.get("admin") ?? "");
  const on = today("America/St_Lucia", new Date());
  for (const { key } of versions.filter((version) => CURRICULA.includes(version.key)))
    await grantDelivery(region, {
      ...{ organisationId, curriculumKey: key, fromOn: addDays(on, -400), untilOn: null },
    });
  const venueId = await seedPlace(manager, organisationId, addDays(on, -200));
  const startsOn = nextMonday(addDays(on, 46));
  const workshop = workshopPlan({ organisationId, versionId: responders.id, venueId, startsOn });
  const { cohortId } = await seedCohorts(manager, workshop);
  await seedNominations({ owner, people }, cohortId);
  await seedCourse({ owner, people }, workshop);
  await seedOffers(region, startsOn);
  await settleOutbox(owner);
}

async function seedPlace(manager: Actor, organisationId: string, sinceOn: Day): Promise<string> {
  const { venueId } = await addVenue(manager, {
    ...{ organisationId, name: "Police Training Academy, La Toc", country: "LC" },
    address: "La Toc Road, Castries",
  });
  await addRoom(manager, venueId, { name: "Lecture room 1", capacity: 28 });
  await addRoom(manager, venueId, { name: "Scene house", capacity: 12 });
  for (const account of ["instructor", "assessor"])
    await addTrainer(manager, {
      ...{ organisationId, email: `${account}@demo.breakwater.test`, sinceOn },
    });
  return venueId;
}

type Place = { organisationId: string; versionId: string; venueId: string; startsOn: Day };

const workshopPlan = ({ organisationId, versionId, venueId, startsOn }: Place): NewCohortInput => ({
  ...{ organisationId, curriculumVersionId: versionId, locale: "en", mode: "in_person" },
  title: WORKSHOP,
  summary: "Five days at the academy. Finish the self-paced modules before you travel.",
  ...{ hostCountry: "LC", venueId, startsOn, endsOn: addDays(startsOn, 4) },
  ...{ fallbackStartsOn: addDays(startsOn, 21), fallbackEndsOn: addDays(startsOn, 25) },
  ...{ seats: 22, quotas: { LC: 8, JM: 5, BB: 4, GD: 3 }, enrolment: "nomination" },
  ...{ professions: ["le_first_responder", "investigator"], countries: [], prerequisites: [] },
  ...{ approvals: ["ncpoc"], nominationsCloseOn: addDays(startsOn, -17) },
  ...{ quotasReleaseOn: addDays(startsOn, -16), travelCutoffOn: addDays(startsOn, -10) },
  ...{ promotionRule: "worst_gap", attendancePercent: 80 },
});

const WITHOUT_DATES = {
  ...{ startsOn: null, endsOn: null, fallbackStartsOn: null, fallbackEndsOn: null },
  ...{ nominationsCloseOn: null, quotasReleaseOn: null, travelCutoffOn: null },
} as const;

async function seedCohorts(manager: Actor, workshop: NewCohortInput) {
  const regional = await createCohort(manager, workshop);
  await publishCohort(manager, regional.cohortId);
  await copyCohort(manager, regional.cohortId, "template");
  const list = await createCohort(manager, {
    ...{ ...workshop, ...WITHOUT_DATES, enrolment: "open", mode: "blended" },
    title: "First responders on the smaller islands",
    summary: "Say that you want to come. Dates are set when twelve people do.",
    ...{ venueId: null, hostCountry: null, seats: 16, quotas: {} },
  });
  await publishCohort(manager, list.cohortId);
  await createCohort(manager, {
    ...{ ...workshop, ...WITHOUT_DATES, mode: "online", hostCountry: null, venueId: null },
    ...{ title: "Evening course for shift workers", summary: "", seats: 18, quotas: { LC: 10 } },
  });
  return regional;
}

async function seedOffers(region: Actor, startsOn: Day): Promise<void> {
  const offer = { curriculumKey: "FR-CORE", source: "Invented for the demonstration" };
  const unodc = await findOrganisation("unodc");
  await recordOffer(region, {
    ...{ ...offer, providerId: unodc.id, title: "Handling electronic evidence: national course" },
    ...{ professions: ["investigator"], countries: ["GD", "BB"], place: "Bridgetown, Barbados" },
    ...{ startsOn: addDays(startsOn, 2), endsOn: addDays(startsOn, 4) },
  });
  const ilea = await findOrganisation("ilea");
  await recordOffer(region, {
    ...{ ...offer, providerId: ilea.id, title: "First responder refresher" },
    ...{ professions: ["le_first_responder"], countries: ["JM", "BS"], place: "Kingston, Jamaica" },
    ...{ startsOn: addDays(startsOn, 49), endsOn: addDays(startsOn, 53) },
  });
}

function nextMonday(from: Day): Day {
  const weekday = new Date(`${from}T00:00:00Z`).getUTCDay();
  return addDays(from, (8 - weekday) % 7);
}
