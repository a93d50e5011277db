/** What partners plan elsewhere, recorded with its source so that overlaps become visible; withdrawn, never deleted. */
import type { Actor } from "~/domain/kernel/actor";
import { dateOf } from "~/domain/kernel/days";
import { forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { withActor } from "~/platform/db/doors.server";
import type { OfferInput } from "../academy-input.server";
import { canRecordOffer } from "../policy";

/** Throws forbidden/may_not_record_offer, invalid/{unknown_provider, unknown_curriculum, unknown_profession, unknown_country}. */
export function recordOffer(actor: Actor, input: OfferInput): Promise<{ offerId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canRecordOffer(fresh)) throw forbidden("may_not_record_offer");
    const [known] = await db.$queryRaw<
      { provider: boolean; curriculum: boolean; professions: number; countries: number }[]
    >`
      select exists (select 1 from organisation where id = ${input.providerId}::uuid) as provider,
        (${input.curriculumKey}::text is null or exists (select 1 from curriculum where key = ${input.curriculumKey})) as curriculum,
        (select count(*)::int from profession where key = any (${input.professions})) as professions,
        (select count(*)::int from country where iso2 = any (${input.countries})) as countries`;
    if (!known?.provider) throw invalid("unknown_provider", { field: "providerId" });
    if (!known.curriculum) throw invalid("unknown_curriculum", { field: "curriculumKey" });
    if (known.professions < new Set(input.professions).size)
      throw invalid("unknown_profession", { field: "professions" });
    if (known.countries < new Set(input.countries).size)
      throw invalid("unknown_country", { field: "countries" });
    const offerId = newId();
    await db.partnerOffer.create({
      data: {
        ...{ ...input, id: offerId, recordedBy: fresh.personId },
        ...{ startsOn: dateOf(input.startsOn), endsOn: dateOf(input.endsOn) },
      },
    });
    return { offerId };
  });
}

/** By whoever recorded it, or for the region; again changes nothing. Throws not_found/unknown_offer, forbidden/not_your_offer. */
export function withdrawOffer(actor: Actor, offerId: string, now = new Date()): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const offer = await db.partnerOffer.findUnique({ where: { id: offerId } });
    if (!offer) throw notFound("unknown_offer");
    if (!fresh.regional && offer.recordedBy !== fresh.personId) throw forbidden("not_your_offer");
    if (offer.withdrawnAt) return;
    await db.partnerOffer.update({ where: { id: offerId }, data: { withdrawnAt: now } });
  });
}
