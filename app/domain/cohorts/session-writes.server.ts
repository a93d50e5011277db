/** What hangs on a session: its joining link and its trainers, brought to what is wanted. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { AcademyTrainer, SessionTrainer } from "./schema";
import type { SessionRef } from "./session.server";

export async function keepLink(
  db: ActorDb,
  organisationId: string,
  { cohortId, sessionId }: SessionRef,
  url: string | null,
): Promise<void> {
  if (url === null) await db.sessionLink.deleteMany({ where: { sessionId } });
  else
    await db.$executeRaw`
      insert into session_link (session_id, cohort_id, organisation_id, url)
      values (${sessionId}::uuid, ${cohortId}::uuid, ${organisationId}::uuid, ${url})
      on conflict (session_id) do update set url = excluded.url`;
}

/** Answers who does not train in it any more. */
export async function keepTrainers(
  db: ActorDb,
  organisationId: string,
  { cohortId, sessionId }: SessionRef,
  { before, after }: { before: readonly SessionTrainer[]; after: readonly AcademyTrainer[] },
): Promise<SessionTrainer[]> {
  const former = before.filter((one) => !after.some(({ personId }) => personId === one.personId));
  const joining = after.filter((one) => !before.some(({ personId }) => personId === one.personId));
  await db.sessionTrainer.deleteMany({
    where: { sessionId, personId: { in: former.map(({ personId }) => personId) } },
  });
  for (const { personId, name, country, branch } of joining)
    await db.$executeRaw`
      insert into session_trainer (session_id, cohort_id, organisation_id, person_id, country, branch, name)
      values (${sessionId}::uuid, ${cohortId}::uuid, ${organisationId}::uuid, ${personId}::uuid, ${country}, ${branch}, ${name})`;
  return former;
}
