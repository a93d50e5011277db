/**
 * What the journey of a workshop needs and is not about: people with accounts, and learning that happened elsewhere. Run in a process
 * of its own against the platform's database, through the same commands as the demonstration.
 */
import pg from "pg";
import { closeAuth } from "~/domain/identity/auth.server";
import { systemClock } from "~/domain/kernel/clock";
import { completeModule } from "~/domain/learning/commands.server";
import { withActor } from "~/platform/db/doors.server";
import { databaseUrls } from "~/platform/env.server";
import { asDefiner } from "../../prisma/seed/definer";
import { actorOf } from "../../prisma/seed/demo/context";
import { passExam } from "../../prisma/seed/demo/officers";
import { type Account, addAccount, emailOf } from "../setup/accounts";

/** What there is to be, in this order. */
export type Arrangement = {
  accounts?: Account[];
  /** Cohorts whose sessions were two hours earlier than their academy scheduled them, and are over. */
  over?: string[];
  /** Who has finished every lesson, by key. */
  lessons?: string[];
  /** Who has passed the exam, by key. */
  exam?: string[];
};

type Enrolled = { personId: string; enrolmentId: string; versionId: string };

async function enrolledAs(owner: pg.Client, key: string): Promise<Enrolled> {
  const [row] = await asDefiner<Enrolled>(
    owner,
    `select p.id as "personId", e.id as "enrolmentId", e.curriculum_version_id as "versionId"
     from person p join enrolment e on e.person_id = p.id join curriculum_version v on v.id = e.curriculum_version_id
     where p.email = $1 and v.curriculum_key = 'TOT' and e.withdrawn_at is null`,
    [emailOf(key)],
  );
  if (!row) throw new Error(`${key} is not enrolled.`);
  return row;
}

const modulesOf = (owner: pg.Client, versionId: string, kind: string) =>
  asDefiner<{ id: string }>(
    owner,
    "select id from module where curriculum_version_id = $1 and kind = $2 and overlay_id is null",
    [versionId, kind],
  );

async function finishLessons(owner: pg.Client, key: string): Promise<void> {
  const { personId, enrolmentId, versionId } = await enrolledAs(owner, key);
  const lessons = await modulesOf(owner, versionId, "self_paced");
  await withActor({ personId }, async (db) => {
    for (const { id: moduleId } of lessons)
      await completeModule(db, { enrolmentId, moduleId, cause: "demonstration" });
  });
}

async function passTheExam(owner: pg.Client, key: string): Promise<void> {
  const { personId, versionId } = await enrolledAs(owner, key);
  const [exam] = await modulesOf(owner, versionId, "exam");
  await passExam(owner, await actorOf(personId), exam?.id ?? "", systemClock);
}

async function endSessions(owner: pg.Client, cohortId: string): Promise<void> {
  const [academy] = await asDefiner<{ personId: string }>(
    owner,
    `select id as "personId" from person where email = $1`,
    [emailOf("academy")],
  );
  if (!academy) throw new Error("The academy's account is not there.");
  await withActor(
    academy,
    (db) => db.$executeRaw`
      update cohort_session set starts_at = starts_at - interval '2 hours', ends_at = ends_at - interval '2 hours'
      where cohort_id = ${cohortId}::uuid`,
  );
}

async function arrange(arrangement: Arrangement): Promise<void> {
  const { accounts = [], over = [], lessons = [], exam = [] } = arrangement;
  const owner = new pg.Client({ connectionString: databaseUrls.owner });
  await owner.connect();
  try {
    for (const account of accounts) await addAccount(account);
    for (const cohortId of over) await endSessions(owner, cohortId);
    for (const key of lessons) await finishLessons(owner, key);
    for (const key of exam) await passTheExam(owner, key);
  } finally {
    await owner.end();
    await closeAuth();
  }
}

await arrange(JSON.parse(process.argv[2] ?? "{}"));
process.exit(0);
