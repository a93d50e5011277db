/**
 * Awards. considerAward is idempotent: it may be told many times that something was passed, and issues at most one award per
 * enrolment and period; award, coverage, holdings, ledger, audit and outbox are one transaction (DESIGN §8).
 */
import { refreshHoldings } from "~/domain/capacity/commands.server";
import type { Assurance } from "~/domain/capacity/schema";
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { type Day, dateOf, day, today } from "~/domain/kernel/days";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { hashCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue, recordAudit, withActor, withJob } from "~/platform/db/doors.server";
import { extendAwardsOf } from "./commands/extend-awards.server";
import { awardIssued } from "./jobs";
import { canRevoke } from "./policy";
import { assuranceOf, meetsAssurance, validityOf } from "./schema";
import { verificationCode } from "./verification-code.server";

/** For the worker: looks whether this enrolment has earned an award or coverage. */
export const considerAwardAfter = (
  outboxId: string,
  enrolmentId: string,
  now: Date,
): Promise<void> => withJob(outboxId, (db) => considerAward(db, enrolmentId, now));

/** For the worker: a posting changed, perhaps into a country in hardship. */
export const refreshHoldingsAfter = (outboxId: string, personId: string): Promise<void> =>
  withJob(outboxId, async (db) => {
    await refreshHoldings(db, personId, "posting-changed");
    await extendAwardsOf(db, personId);
  });

type Enrolled = {
  personId: string;
  country: string;
  branch: string;
  fullName: string;
  zone: string;
  versionId: string;
  curriculumKey: string;
  required: number;
  completed: number;
  kinds: string[];
  awardId: string | null;
};

async function considerAward(db: ActorDb, enrolmentId: string, now: Date): Promise<void> {
  // locked in a statement of its own: the next one then sees what another worker has issued meanwhile
  await db.$executeRaw`select 1 from enrolment where id = ${enrolmentId}::uuid for update`;
  const [enrolled] = await db.$queryRaw<Enrolled[]>`
    select e.person_id as "personId", e.country, e.branch, p.full_name as "fullName", n.zone, v.id as "versionId", v.curriculum_key as "curriculumKey",
      (select count(*)::int from module m where m.curriculum_version_id = v.id and m.required) as required,
      (select count(*)::int from module m join module_completion c on c.module_id = m.id and c.enrolment_id = e.id where m.curriculum_version_id = v.id and m.required) as completed,
      array(select distinct m.kind from module m where m.curriculum_version_id = v.id and m.required) as kinds,
        (select a.id from award a left join award_revocation r on r.award_id = a.id
        where a.enrolment_id = e.id and (r.cause is null or r.cause = 'decision') limit 1)::text as "awardId"
    from enrolment e join person p on p.id = e.person_id join country n on n.iso2 = e.country join curriculum_version v on v.id = e.curriculum_version_id
    where e.id = ${enrolmentId}::uuid`;
  if (!enrolled) return;
  const on = today(enrolled.zone, now);
  const awardId =
    enrolled.awardId ??
    (enrolled.completed === enrolled.required
      ? await issue(db, enrolmentId, enrolled, on, now)
      : null);
  if (!awardId) return;
  const covered = await cover(db, awardId, enrolmentId, enrolled, on);
  if (!enrolled.awardId || covered)
    await refreshHoldings(
      db,
      enrolled.personId,
      enrolled.awardId ? "award-covered" : "award-issued",
    );
}

async function issue(
  db: ActorDb,
  enrolmentId: string,
  enrolled: Enrolled,
  on: Day,
  now: Date,
): Promise<string | null> {
  const scheme = await db.certification.findFirst({
    where: { curriculumKey: enrolled.curriculumKey },
  });
  const assurance = assuranceOf(enrolled.kinds);
  if (!scheme || !meetsAssurance(assurance, scheme.minimumAssurance as Assurance)) return null;
  const period =
    (await db.award.count({
      where: { personId: enrolled.personId, certificationKey: scheme.key },
    })) + 1;
  const issue = 1 + (await db.award.count({ where: { enrolmentId } }));
  const id = newId();
  const { from, to } = validityOf(on, scheme.validityMonths);
  const [next] = await db.$queryRaw<
    { number: string }[]
  >`select lpad(nextval('award_number')::text, 6, '0') as number`;
  const number = `${scheme.key}-${on.slice(0, 4)}-${next?.number}`;
  await db.award.create({
    data: {
      id,
      number,
      enrolmentId,
      issue,
      personId: enrolled.personId,
      certificationKey: scheme.key,
      curriculumVersionId: enrolled.versionId,
      country: enrolled.country,
      branch: enrolled.branch,
      locale: "en",
      assurance,
      validFromOn: dateOf(from),
      validToOn: dateOf(to),
      issuedAt: now,
      period,
      verificationCodeHash: hashCapability(verificationCode(id)),
      holderName: enrolled.fullName,
    },
  });
  await recordAudit(db, {
    action: "award.issued",
    subjectKind: "award",
    subjectId: id,
    country: enrolled.country,
    details: { certification: scheme.key, assurance, period },
  });
  await enqueue(db, {
    topic: awardIssued,
    payload: { personId: enrolled.personId, certification: scheme.name, number },
    country: enrolled.country,
    personId: enrolled.personId,
  });
  return id;
}

/** An award covers the holder's country once that country's published overlay units are complete. True when a row was added. */
async function cover(
  db: ActorDb,
  awardId: string,
  enrolmentId: string,
  enrolled: Enrolled,
  on: Day,
): Promise<boolean> {
  const added = await db.$executeRaw`
    insert into award_coverage (award_id, country, overlay_id, person_id, branch, covered_on)
    select ${awardId}::uuid, o.country, o.id, ${enrolled.personId}::uuid, ${enrolled.branch}, ${on}::date from overlay o
    where o.curriculum_key = ${enrolled.curriculumKey} and o.country = ${enrolled.country} and o.status = 'published'
      and not exists (select 1 from module m where m.overlay_id = o.id and m.curriculum_version_id = ${enrolled.versionId}::uuid
        and not exists (select 1 from module_completion c where c.module_id = m.id and c.enrolment_id = ${enrolmentId}::uuid))
    on conflict do nothing`;
  return added > 0;
}

/** Withdraws an award from a day on, which may lie in the past. Throws not_found, forbidden, conflict/already_revoked, invalid. */
export function revokeAward(
  actor: Actor,
  awardId: string,
  input: { effectiveOn: string; reason: string },
): Promise<{ country: string }> {
  return withActor(actor, async (db, fresh) => {
    const award = await db.award.findUnique({ where: { id: awardId } });
    if (!award) throw notFound("unknown_award");
    if (!canRevoke(fresh, { country: award.country, branch: award.branch as Branch }))
      throw forbidden("may_not_revoke");
    const effectiveOn = day(input.effectiveOn);
    if (dateOf(effectiveOn) < award.validFromOn)
      throw invalid("before_award", { field: "effectiveOn" });
    if (await db.awardRevocation.findUnique({ where: { awardId } }))
      throw conflict("already_revoked");
    const { personId, country, branch } = award;
    await db.awardRevocation.create({
      data: {
        awardId,
        personId,
        country,
        branch,
        effectiveOn: dateOf(effectiveOn),
        recordedBy: actor.personId,
        reason: input.reason,
      },
    });
    await refreshHoldings(db, personId, "award-revoked");
    await recordAudit(db, {
      action: "award.revoked",
      subjectKind: "award",
      subjectId: awardId,
      country,
      details: { effectiveOn },
    });
    return { country };
  });
}
