/** A published cohort of an academy with rooms, a trainer and seats, and people who hold them: arranging, not behaviour. */
import type { SessionForm } from "~/domain/cohorts/input.server";
import type { Actor } from "~/domain/kernel/actor";
import { newId } from "~/domain/kernel/ids";
import { withActor } from "~/platform/db/doors.server";
import type { TestDatabase } from "../setup";
import { createPerson, ensureOrganisation, type PersonInput } from "./identity";

export type Training = {
  academy: string;
  organisationId: string;
  manager: Actor;
  instructor: Actor;
  trainer: Actor;
  cohortId: string;
  curriculumKey: string;
  versionId: string;
  workshopId: string;
  roomId: string;
  smallRoomId: string;
};

type TrainingInput = {
  /** The key of the academy; the same academy may run several cohorts. */
  academy?: string;
  zone?: string;
  seats?: number;
  attendancePercent?: number | null;
  modulePercent?: number | null;
  startsOn?: string;
  endsOn?: string;
};

export async function createTraining(
  database: TestDatabase,
  input: TrainingInput = {},
): Promise<Training> {
  const academy = input.academy ?? `academy-${newId().slice(-8)}`;
  const organisationId = await ensureOrganisation(database, academy);
  const grants = (role: "academy_manager" | "instructor") => [{ role, organisation: academy }];
  const manager = await createPerson(database, { grants: grants("academy_manager") });
  const instructor = await createPerson(database, { grants: grants("instructor") });
  const trainer = await createPerson(database, { country: "JM", fullName: "Tara Trainer" });
  await database.sql(
    "insert into trainer (id, organisation_id, person_id, country, branch, name, since_on) values ($1, $2, $3, 'JM', 'general', 'Tara Trainer', '2020-01-01')",
    [newId(), organisationId, trainer.personId],
  );
  const curriculum = await createWorkshopCurriculum(database, input.modulePercent ?? null);
  const [roomId, smallRoomId] = await createRooms(database, organisationId);
  const cohortId = await insertCohort(database, organisationId, curriculum.versionId, input);
  return {
    ...{ academy, organisationId, manager, instructor, trainer, cohortId, ...curriculum },
    ...{ roomId, smallRoomId },
  };
}

async function createWorkshopCurriculum(database: TestDatabase, percent: number | null) {
  const curriculumKey = `WORK-${newId().slice(-8)}`;
  const [versionId, workshopId] = [newId(), newId()];
  await database.sql("insert into curriculum (key, title, audience) values ($1, $1, 'test')", [
    curriculumKey,
  ]);
  await database.sql(
    `insert into curriculum_version (id, curriculum_key, version, title, summary, status, core_minutes, overlay_minutes,
       self_enrolment, pass_percent, validity_months, document_hash)
     values ($1, $2, '1.0.0', 'Workshop course', 'test', 'published', 60, 0, false, 80, 24, 'x')`,
    [versionId, curriculumKey],
  );
  await database.sql(
    `insert into module (id, curriculum_version_id, key, title, kind, position, minutes, required, document)
     values ($1, $2, 'workshop', 'The workshop', 'workshop', 1, 600, true, $3)`,
    [workshopId, versionId, JSON.stringify(percent ? { attendancePercent: percent } : {})],
  );
  return { curriculumKey, versionId, workshopId };
}

async function createRooms(
  database: TestDatabase,
  organisationId: string,
): Promise<[string, string]> {
  const venueId = newId();
  await database.sql(
    "insert into venue (id, organisation_id, country, name, address) values ($1, $2, 'LC', 'The Academy', '1 Harbour Road')",
    [venueId, organisationId],
  );
  const room = async (name: string, capacity: number) => {
    const id = newId();
    await database.sql(
      "insert into room (id, venue_id, organisation_id, name, capacity) values ($1, $2, $3, $4, $5)",
      [id, venueId, organisationId, name, capacity],
    );
    return id;
  };
  return [await room("Hall", 100), await room("Study", 2)];
}

async function insertCohort(
  database: TestDatabase,
  organisationId: string,
  versionId: string,
  input: TrainingInput,
): Promise<string> {
  const id = newId();
  const seats = input.seats ?? 20;
  await database.sql(
    `insert into cohort (id, code, organisation_id, curriculum_version_id, title, mode, zone, starts_on, ends_on, seats, enrolment, attendance_percent, published_at)
     values ($1::uuid, $1::text, $2, $3, 'Regional workshop', 'in_person', $4, $5, $6, $7, 'nomination', $8, now())`,
    [
      ...[id, organisationId, versionId, input.zone ?? "America/Nassau"],
      ...[input.startsOn ?? "2027-03-01", input.endsOn ?? "2027-12-31", seats],
      input.attendancePercent ?? null,
    ],
  );
  await database.sql(
    "insert into seat (cohort_id, organisation_id, number) select $1, $2, generate_series(1, $3)",
    [id, organisationId, seats],
  );
  return id;
}

export type Nominee = { nominationId: string; email: string; fullName: string };
export type Participant = Nominee & { actor: Actor; enrolmentId: string };

/** A person with an account and a seat. */
export async function book(
  database: TestDatabase,
  training: Training,
  person: PersonInput & { actor?: Actor } = {},
): Promise<Participant> {
  const actor = person.actor ?? (await createPerson(database, person));
  const nominee = await nominate(database, training, actor.personId);
  await settle(training, nominee.nominationId, "booked");
  const [row] = await database.sql<{ enrolmentId: string }>(
    `select enrolment_id as "enrolmentId" from nomination where id = $1`,
    [nominee.nominationId],
  );
  return { ...nominee, actor, enrolmentId: row?.enrolmentId ?? "" };
}

/** Somebody known by e-mail only, approved but without a seat yet. */
export async function nominateStranger(
  database: TestDatabase,
  training: Training,
  fullName = "Stella Stranger",
): Promise<Nominee> {
  const nominationId = newId();
  const email = `${nominationId}@example.test`;
  await insertNomination(database, training, {
    ...{ nominationId, personId: null, country: "JM", branch: "general", fullName, email },
  });
  return { nominationId, email, fullName };
}

/** A person with an account, approved but without a seat yet. */
export async function nominate(
  database: TestDatabase,
  training: Training,
  personId: string,
): Promise<Nominee> {
  const [person] = await database.sql<{
    country: string;
    branch: string;
    fullName: string;
    email: string;
  }>(`select country, branch, full_name as "fullName", email from person where id = $1`, [
    personId,
  ]);
  if (!person) throw new Error("no such person");
  const nominationId = newId();
  await insertNomination(database, training, { ...person, nominationId, personId });
  return { nominationId, email: person.email, fullName: person.fullName };
}

type Row = Nominee & { personId: string | null; country: string; branch: string };

const insertNomination = (database: TestDatabase, training: Training, row: Row) =>
  database.sql(
    `insert into nomination (id, cohort_id, organisation_id, person_id, country, branch, full_name, sort_name, email, profession_key, source, status, status_at, nominated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7, $8, 'le_first_responder', 'nomination', 'approved', now(), now())`,
    [
      ...[row.nominationId, training.cohortId, training.organisationId, row.personId],
      ...[row.country, row.branch, row.fullName, row.email],
    ],
  );

/** As the academy's manager. */
export const settle = (training: Training, nominationId: string, wanted: string): Promise<string> =>
  withActor(training.manager, async (db) => {
    const [row] = await db.$queryRaw<{ status: string }[]>`
      select app.settle_nomination(${nominationId}::uuid, ${wanted}, 'test', '', false) as status`;
    return row?.status ?? "";
  });

/** A morning in Nassau on 12 March 2027, from nine to twelve. */
export const sessionForm = (more: Partial<SessionForm> = {}): SessionForm => ({
  ...{ title: "Opening", moduleId: null, zone: "America/Nassau", note: "" },
  ...{ startsOn: "2027-03-12", startTime: "09:00", endTime: "12:00", fallbackOn: "" },
  ...{ roomId: null, joiningLink: null, trainerIds: [], repeatDays: 1, skipWeekends: false },
  ...{ saveAnyway: false, revision: 0 },
  ...more,
});
