/**
 * An academy with a manager and the right to deliver, and cohorts made and published through the commands. `organisation` is a key;
 * the same academy and curriculum are used again when they are handed in.
 */
import { createCohort as createDraft } from "~/domain/cohorts/commands/create-cohort.server";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import type { NewCohortInput } from "~/domain/cohorts/input.server";
import type { Actor } from "~/domain/kernel/actor";
import { addDays, type Day, today } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import type { TestDatabase } from "../setup";
import { type Curriculum, createCurriculum } from "./assessment";
import { createPerson, ensureOrganisation } from "./identity";

export type TestAcademy = { key: string; organisationId: string; manager: Actor };
export type TestCohort = {
  cohortId: string;
  code: string;
  academy: TestAcademy;
  curriculum: Curriculum;
  startsOn: Day | null;
};

export type CohortOptions = Partial<Omit<NewCohortInput, "organisationId">> & {
  /** A key; a new academy when left out. */
  organisation?: string;
  academy?: TestAcademy;
  curriculum?: Curriculum;
  country?: string;
  branch?: "judicial" | "general" | "protected";
  published?: boolean;
  now?: Date;
};

/** An academy, its manager (posted there) and rooms for nobody yet. */
export async function createAcademy(
  database: TestDatabase,
  {
    key = `academy-${newId().slice(-8)}`,
    country = "LC",
    branch = "general" as const,
  }: {
    key?: string;
    country?: string;
    branch?: "judicial" | "general" | "protected";
  } = {},
): Promise<TestAcademy> {
  const organisationId = await ensureOrganisation(database, key, country, branch);
  const manager = await createPerson(database, {
    ...{ country, branch, organisation: key, fullName: `Manager of ${key}` },
    grants: [{ role: "academy_manager", organisation: key }],
  });
  return { key, organisationId, manager };
}

/** The right to deliver a curriculum, from long ago and without end. */
export const allowDelivery = (
  database: TestDatabase,
  organisationId: string,
  curriculumKey: string,
) =>
  database.sql(
    `insert into delivery_right (id, organisation_id, curriculum_key, from_on)
     select $1, $2, $3, '2020-01-01' where not exists (select 1 from delivery_right where organisation_id = $2 and curriculum_key = $3)`,
    [newId(), organisationId, curriculumKey],
  );

/** A published cohort of six days in about seven weeks, twenty seats, no quotas, unless told otherwise. `startsOn: null`: without dates. */
export async function createCohort(
  database: TestDatabase,
  {
    organisation,
    academy: known,
    curriculum: given,
    country,
    branch,
    published = true,
    now = new Date(),
    ...options
  }: CohortOptions = {},
): Promise<TestCohort> {
  const academy = known ?? (await createAcademy(database, { key: organisation, country, branch }));
  const curriculum = given ?? (await createCurriculum(database));
  await allowDelivery(database, academy.organisationId, curriculum.key);
  const input = { ...draftInput(curriculum, options.startsOn, now), ...options };
  const draft = await createDraft(
    academy.manager,
    { ...input, organisationId: academy.organisationId },
    now,
  );
  if (published) await publishCohort(academy.manager, draft.cohortId, now);
  return { ...draft, academy, curriculum, startsOn: input.startsOn };
}

/** A plan that may be published as it stands. */
export function draftInput(
  curriculum: Curriculum,
  given?: Day | null,
  now = new Date(),
): Omit<NewCohortInput, "organisationId"> {
  const startsOn = given === undefined ? addDays(today("America/St_Lucia", now), 49) : given;
  return {
    ...{ curriculumVersionId: curriculum.versionId, locale: "en", title: "Regional workshop" },
    ...{ summary: "", mode: "in_person", hostCountry: null, venueId: null },
    ...{ startsOn, endsOn: startsOn && addDays(startsOn, 5) },
    ...{ fallbackStartsOn: null, fallbackEndsOn: null, seats: 20, quotas: {} },
    ...{ enrolment: "nomination", professions: [], countries: [], prerequisites: [] },
    ...{ approvals: [], nominationsCloseOn: null, quotasReleaseOn: null, travelCutoffOn: null },
    ...{ promotionRule: "worst_gap", attendancePercent: null },
  };
}

export type Nominated = { nominationId: string; status: string };

/** Somebody put forward and approved, who then asks for a seat: booked or waitlisted as the seats allow. `person` makes them known. */
export async function nominate(
  database: TestDatabase,
  { cohortId, academy }: Pick<TestCohort, "cohortId" | "academy">,
  { country = "LC", branch = "general", person, wanted = "booked" }: NomineeOptions = {},
): Promise<Nominated> {
  const nominationId = newId();
  await database.sql(
    `insert into nomination (id, cohort_id, organisation_id, person_id, country, branch, full_name, sort_name, email, profession_key, source, status,
       status_at, nominated_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, 'le_first_responder', 'nomination', 'approved', now(), now())`,
    [
      ...[
        nominationId,
        cohortId,
        academy.organisationId,
        person?.personId ?? null,
        country,
        branch,
      ],
      ...[`Nominee ${nominationId.slice(-6)}`, `${nominationId}@example.test`],
    ],
  );
  if (wanted === "approved") return { nominationId, status: "approved" };
  const [row] = await database.sql<{ status: string }>(
    `with acting as (select set_config('app.organisations', array[$2::uuid]::text, true))
     select app.settle_nomination($1, $3, 'test', '', false) as status from acting`,
    [nominationId, academy.organisationId, wanted],
  );
  return { nominationId, status: row?.status ?? "" };
}

type NomineeOptions = {
  country?: string;
  branch?: "judicial" | "general" | "protected";
  person?: Actor;
  wanted?: "approved" | "booked";
};
