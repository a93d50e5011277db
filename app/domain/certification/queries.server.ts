/** Certificates as their holders, their country's staff and the public may see them. */

import type { Assurance } from "~/domain/capacity/schema";
import type { Actor } from "~/domain/kernel/actor";
import type { Branch } from "~/domain/kernel/country";
import { type Day, dayOf, today } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { hashCapability } from "~/domain/kernel/ids";
import { withActor, withoutActor } from "~/platform/db/doors.server";
import { canListAwards, canRevoke } from "./policy";
import { type AwardState, type AwardView, awardState, type Extension } from "./schema";
import { verificationCode } from "./verification-code.server";

type AwardRow = {
  id: string;
  number: string;
  certification: string;
  holder: string;
  country: string;
  branch: Branch;
  zone: string;
  assurance: Assurance;
  validFromOn: Date;
  validToOn: Date;
  revokedOn: Date | null;
  covered: boolean;
  extension: Extension | null;
};

function view(row: AwardRow, now: Date): AwardView {
  const dates = {
    from: dayOf(row.validFromOn),
    to: dayOf(row.validToOn),
    revokedOn: row.revokedOn ? dayOf(row.revokedOn) : null,
  };
  const { id, number, certification, holder, country, assurance, covered, extension } = row;
  return {
    id,
    number,
    certification,
    holder,
    country,
    assurance,
    covered,
    extension,
    ...dates,
    state: awardState({ ...dates, extension }, today(row.zone, now)),
  };
}

/** The actor's own certificates, newest first, each with the code for verifying it. */
export function listMyAwards(
  actor: Actor,
  now = new Date(),
): Promise<(AwardView & { code: string })[]> {
  return withActor(actor, async (db) => {
    const rows = await db.$queryRaw<AwardRow[]>`
      select a.id, a.number, c.name as certification, a.holder_name as holder, a.country, a.branch, n.zone, a.assurance, a.valid_from_on as "validFromOn", a.valid_to_on as "validToOn",
        r.effective_on as "revokedOn", exists (select 1 from award_coverage v where v.award_id = a.id) as covered, app.extension_of(a.id) as extension
      from award a join certification c on c.key = a.certification_key join country n on n.iso2 = a.country left join award_revocation r on r.award_id = a.id
      where a.person_id = ${actor.personId}::uuid order by a.issued_at desc`;
    return rows.map((row) => ({ ...view(row, now), code: verificationCode(row.id) }));
  });
}

/** Awards of a country that the actor may see by name. Throws forbidden. */
export function listAwards(
  actor: Actor,
  input: { country: string; certification?: string; page: number },
  now = new Date(),
) {
  return withActor(actor, async (db, fresh) => {
    if (!canListAwards(fresh)) throw forbidden("not_staff");
    const rows = await db.$queryRaw<(AwardRow & { total: number })[]>`
      select a.id, a.number, c.name as certification, a.holder_name as holder, a.country, a.branch, n.zone, a.assurance, a.valid_from_on as "validFromOn", a.valid_to_on as "validToOn",
        r.effective_on as "revokedOn", exists (select 1 from award_coverage v where v.award_id = a.id) as covered, app.extension_of(a.id) as extension, count(*) over ()::int as total
      from award a join certification c on c.key = a.certification_key join country n on n.iso2 = a.country left join award_revocation r on r.award_id = a.id
      where a.country = ${input.country} and (${input.certification ?? null}::text is null or a.certification_key = ${input.certification ?? null}::text)
      order by a.valid_to_on, a.number limit 50 offset ${(input.page - 1) * 50}`;
    const place = await db.country.findUnique({
      where: { iso2: input.country },
      select: { name: true },
    });
    return {
      countryName: place?.name ?? input.country,
      awards: rows.map((row) => ({ ...view(row, now), mayRevoke: canRevoke(fresh, row) })),
      total: rows[0]?.total ?? 0,
    };
  });
}

/** One award, for the revocation page. Throws not_found for whatever is out of reach. */
export function getAward(actor: Actor, awardId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const [row] = await db.$queryRaw<AwardRow[]>`
      select a.id, a.number, c.name as certification, a.holder_name as holder, a.country, a.branch, n.zone, a.assurance, a.valid_from_on as "validFromOn", a.valid_to_on as "validToOn",
        r.effective_on as "revokedOn", exists (select 1 from award_coverage v where v.award_id = a.id) as covered, app.extension_of(a.id) as extension
      from award a join certification c on c.key = a.certification_key join country n on n.iso2 = a.country left join award_revocation r on r.award_id = a.id
      where a.id = ${awardId}::uuid`;
    if (!row) throw notFound("unknown_award");
    return { award: view(row, now), mayRevoke: canRevoke(fresh, row), today: today(row.zone, now) };
  });
}

export type Verdict =
  | {
      state: AwardState;
      number: string;
      holder: string;
      certification: string;
      country: string;
      assurance: string;
      from: Day;
      to: Day;
      revokedOn: Day | null;
      covered: boolean;
      extension: Extension | null;
    }
  | { state: "not_found" };

/** What anybody with the code may know. */
export async function verifyAward(code: string, now = new Date()): Promise<Verdict> {
  if (code.length !== 26) return { state: "not_found" };
  const [row] = await withoutActor(
    "public verification",
    (db) =>
      db.$queryRaw<
        {
          number: string;
          holder: string;
          certification: string;
          country: string;
          assurance: string;
          validFromOn: Date;
          validToOn: Date;
          revokedOn: Date | null;
          covered: boolean;
          extension: Extension | null;
          zone: string;
        }[]
      >`
      select number, holder_name as holder, certification, country, assurance, valid_from_on as "validFromOn", valid_to_on as "validToOn", revoked_on as "revokedOn", covered, extension, zone
      from app.verify_award(${hashCapability(code)})`,
  );
  if (!row) return { state: "not_found" };
  const { number, holder, certification, country, assurance, covered, extension } = row;
  const dates = {
    from: dayOf(row.validFromOn),
    to: dayOf(row.validToOn),
    revokedOn: row.revokedOn ? dayOf(row.revokedOn) : null,
  };
  return {
    state: awardState({ ...dates, extension }, today(row.zone, now)),
    number,
    holder,
    certification,
    country,
    assurance,
    covered,
    extension,
    ...dates,
  };
}
