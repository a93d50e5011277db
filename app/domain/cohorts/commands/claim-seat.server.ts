/**
 * A learner asks for a seat for themselves: in a cohort that is open to claims, or by taking up a nomination that already
 * means them. Few statements, because two hundred people may press the button in the same minute.
 */
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { conflict, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { advance } from "../advance.server";
import { type CohortRecord, getCohort } from "../cohort.server";
import { getNomination } from "../nomination.server";
import type { ClaimInput } from "../nominations-input.server";
import { type Added, addNomination } from "../nominee.server";
import type { Sex } from "../schema";

/**
 * Claiming again answers where the claim stands. Throws conflict with by_nomination, no_posting, declined_stands, and as
 * addNomination.
 */
export function claimSeat(
  actor: Actor,
  cohortId: string,
  { lineManagerEmail }: ClaimInput,
  now = new Date(),
): Promise<Added> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await getCohort(db, cohortId, now);
    const { offered, ...self } = await readSelf(db, fresh, cohort);
    if (offered) return takeUp(db, cohort, now);
    if (cohort.enrolment !== "open") throw conflict("by_nomination");
    if (!self.professionKey) throw conflict("no_posting");
    const nominee = { ...self, professionKey: self.professionKey, lineManagerEmail };
    const claimed = await addNomination(
      db,
      fresh,
      cohort,
      { ...nominee, priority: 0, note: "" },
      { source: "self", now },
    );
    if (claimed.status === "declined" && claimed.outcome !== "added")
      throw conflict("declined_stands");
    return claimed;
  });
}

type Self = {
  fullName: string;
  email: string;
  country: string;
  branch: Branch;
  sex: Sex;
  professionKey: string | null;
  employerId: string | null;
  offered: boolean;
};

/** The claimant in the profession the cohort is for, where they hold several. */
async function readSelf(db: ActorDb, actor: Actor, cohort: CohortRecord): Promise<Self> {
  const [row] = await db.$queryRaw<Self[]>`
    select p.full_name as "fullName", p.email, p.country, p.branch, p.sex, g.profession_key as "professionKey", g.organisation_id::text as "employerId",
      exists (select 1 from app.nominations_offered() o where o.cohort_id = ${cohort.id}::uuid) as offered
    from person p left join lateral (select * from posting q where q.person_id = p.id and q.starts_on <= ${cohort.today}::date
      and (q.ends_on is null or q.ends_on >= ${cohort.today}::date)
      order by q.profession_key = any (${cohort.professions}) desc, q.starts_on desc limit 1) g on true
    where p.id = ${actor.personId}::uuid`;
  if (!row) throw notFound("unknown_person");
  return row;
}

async function takeUp(db: ActorDb, cohort: CohortRecord, now: Date): Promise<Added> {
  const [row] = await db.$queryRaw<{ id: string | null }[]>`
    select app.take_up_nomination(${cohort.id}::uuid)::text as id`;
  if (!row?.id) throw conflict("nominated_meanwhile");
  const nomination = await getNomination(db, row.id);
  const status = await advance(db, cohort, nomination, "taken_up", now);
  return { nominationId: row.id, status, outcome: "changed" };
}
