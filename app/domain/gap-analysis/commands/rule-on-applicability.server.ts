/** Ruling whether a standard applies to a country, by when, and with which waiver. Rulings are kept; the newest counts. */
import type { Actor } from "~/domain/kernel/actor";
import { dateOf, day } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { recordAudit, withActor } from "~/platform/db/doors.server";
import { listStandards } from "../facts.server";
import type { RulingInput } from "../input.server";
import { canRule } from "../policy";

/** Throws forbidden/may_not_rule, not_found/unknown_standard, not_found/unknown_country. */
export function ruleOnApplicability(
  actor: Actor,
  country: string,
  standardKey: string,
  { applies, reason, targetOn, waiver }: RulingInput,
): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    if (!canRule(fresh)) throw forbidden("may_not_rule");
    const known = (await listStandards(db)).some((standard) => standard.key === standardKey);
    if (!known) throw notFound("unknown_standard");
    if (!(await db.country.findUnique({ where: { iso2: country } })))
      throw notFound("unknown_country");
    const id = newId();
    const target = targetOn ? dateOf(day(targetOn)) : null;
    await db.$executeRaw`
      insert into standard_applicability (id, country, standard_key, applicable, reason, target_on, waiver, ruled_by)
      values (${id}::uuid, ${country}, ${standardKey}, ${applies === "yes"}, ${reason}, ${target}::date, ${waiver}, ${fresh.personId}::uuid)`;
    await recordAudit(db, {
      action: "standard.ruled",
      subjectKind: "standard_applicability",
      subjectId: id,
      country,
      details: { standard: standardKey, applies, waived: waiver !== null },
    });
  });
}
