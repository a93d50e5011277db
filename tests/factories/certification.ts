/** Awards with chosen days, inserted past the policies, and the ledger brought up to them as a job would: arranging, not behaviour. */
import { refreshHoldings } from "~/domain/capacity/commands.server";
import type { Actor } from "~/domain/kernel/actor";
import type { Day } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { withJob } from "~/platform/db/doors.server";
import type { TestDatabase } from "../setup";
import { type Curriculum, createCurriculum, createLearner } from "./assessment";
import type { PersonInput } from "./identity";

export type Holder = { actor: Actor; awardId: string; number: string };

/** A curriculum with a certification of its key that lasts 24 months. */
export async function createScheme(database: TestDatabase): Promise<Curriculum> {
  const curriculum = await createCurriculum(database);
  await database.sql(
    `insert into certification (key, name, curriculum_key, validity_months, grace_months, minimum_assurance, overlay_required)
     values ($1, 'Test scheme', $1, 24, 12, 'C2', false)`,
    [curriculum.key],
  );
  return curriculum;
}

/** An outbox row of a country, for running a job's command. */
export async function outboxRow(
  database: TestDatabase,
  country: string,
  personId: string | null = null,
): Promise<string> {
  const id = newId();
  await database.sql(
    "insert into outbox (id, topic, payload, country, person_id) values ($1, 'test', '{}', $2, $3)",
    [id, country, personId],
  );
  return id;
}

/** Somebody who holds the curriculum's certification from one day to another. */
export async function createHolder(
  database: TestDatabase,
  curriculum: Curriculum,
  { from, to, ...person }: PersonInput & { from: Day; to: Day },
): Promise<Holder> {
  const { actor, enrolmentId, country } = await createLearner(database, curriculum, person);
  const awardId = newId();
  const number = `${curriculum.key}-${awardId.slice(-6)}`;
  await database.sql(
    `insert into award (id, number, person_id, certification_key, curriculum_version_id, enrolment_id, country, branch, locale, assurance,
       valid_from_on, valid_to_on, issued_at, period, verification_code_hash, holder_name)
     select $1, $2, p.id, $3, $4, $5, $6, p.branch, 'en', 'C3', $7, $8, $7::date, 1, $2, p.full_name from person p where p.id = $9`,
    [
      ...[awardId, number, curriculum.key, curriculum.versionId, enrolmentId, country],
      ...[from, to, actor.personId],
    ],
  );
  await refresh(database, actor.personId, country);
  return { actor, awardId, number };
}

/** The person's award again, renewed from a day on. */
export async function renew(
  database: TestDatabase,
  { actor, awardId }: Holder,
  { from, to }: { from: Day; to: Day },
): Promise<void> {
  await database.sql(
    `insert into award (id, number, person_id, certification_key, curriculum_version_id, enrolment_id, country, branch, locale, assurance,
       valid_from_on, valid_to_on, issued_at, period, verification_code_hash, holder_name, issue)
     select gen_random_uuid(), number || '-2', person_id, certification_key, curriculum_version_id, enrolment_id, country, branch, locale, assurance,
       $2, $3, now(), 2, number || '-2', holder_name, 2 from award where id = $1`,
    [awardId, from, to],
  );
  await refresh(database, actor.personId, "LC");
}

async function refresh(database: TestDatabase, personId: string, country: string): Promise<void> {
  const event = await outboxRow(database, country);
  await withJob(event, (db) => refreshHoldings(db, personId, "test"));
}
