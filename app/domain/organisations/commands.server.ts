/** Declaring and ending hardship events. Both are records that stay; what follows from them is other areas' work, by job. */
import type { Actor } from "~/domain/kernel/actor";
import { addDays, type Day, dateOf, day, daysBetween } from "~/domain/kernel/days";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, enqueue, recordAudit, withActor } from "~/platform/db/doors.server";
import type { DeclareHardshipInput, EndHardshipInput } from "./input.server";
import { hardshipDeclared, hardshipEnded } from "./jobs";
import { canDeclareHardship } from "./policy";
import { findHardship, listHardship } from "./queries/hardship.server";
import { getCountryToday } from "./queries.server";

const AHEAD = 30;
const LONGEST = 366;

/** Two who declare or end at once do so one after the other. */
const lock = (db: ActorDb, country: string) =>
  db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${country}, 151))`;

/** Throws forbidden/may_not_declare, invalid (ends_before_begin, too_long, begins_too_late, began_too_early), conflict/already_declared. */
export function declareHardship(
  actor: Actor,
  country: string,
  input: DeclareHardshipInput,
  now = new Date(),
): Promise<{ eventId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canDeclareHardship(fresh, country)) throw forbidden("may_not_declare");
    await lock(db, country);
    const [from, to] = [day(input.fromOn), day(input.expectedToOn)];
    assertSpan(from, to, await getCountryToday(db, country, now));
    const same = (await listHardship(db, country)).some(
      (event) =>
        event.name.toLowerCase() === input.name.toLowerCase() &&
        event.from <= to &&
        event.to >= from,
    );
    if (same) throw conflict("already_declared", { field: "name" });
    const eventId = newId();
    const { kind, name, months, reason } = input;
    await db.hardshipEvent.create({
      data: {
        ...{ id: eventId, country, kind, name, reason, extensionMonths: months },
        ...{ fromOn: dateOf(from), expectedToOn: dateOf(to), declaredBy: fresh.personId },
      },
    });
    await recordAudit(db, {
      ...{
        action: "hardship.declared",
        subjectKind: "hardship_event",
        subjectId: eventId,
        country,
      },
      details: { kind, from, to, months },
    });
    await enqueue(db, { topic: hardshipDeclared, payload: { eventId }, country });
    return { eventId };
  });
}

/** What can be declared of an event's days, seen from today in the country. */
export function assertSpan(from: Day, to: Day, today: Day): void {
  if (to < from) throw invalid("ends_before_begin", { field: "expectedToOn" });
  if (daysBetween(from, to) >= LONGEST) throw invalid("too_long", { field: "expectedToOn" });
  if (from > addDays(today, AHEAD)) throw invalid("begins_too_late", { field: "fromOn" });
  if (from < addDays(today, -LONGEST)) throw invalid("began_too_early", { field: "fromOn" });
}

/**
 * Ends an event before its expected day, or calls it off where it has not begun. What was extended stays extended.
 * Throws not_found, forbidden/may_not_declare, conflict/already_ended, invalid (before_event, day_in_future, not_early).
 */
export function endHardship(
  actor: Actor,
  eventId: string,
  input: EndHardshipInput,
  now = new Date(),
): Promise<{ country: string }> {
  return withActor(actor, async (db, fresh) => {
    const event = await findHardship(db, eventId);
    if (!event) throw notFound("unknown_event");
    const { country, from, expectedTo } = event;
    if (!canDeclareHardship(fresh, country)) throw forbidden("may_not_declare");
    await lock(db, country);
    if ((await findHardship(db, eventId))?.ending) throw conflict("already_ended");
    const today = await getCountryToday(db, country, now);
    const endedOn = today < from ? addDays(from, -1) : day(input.endedOn);
    if (endedOn < addDays(from, -1)) throw invalid("before_event", { field: "endedOn" });
    if (today >= from && endedOn > today) throw invalid("day_in_future", { field: "endedOn" });
    if (endedOn >= expectedTo) throw invalid("not_early", { field: "endedOn" });
    await db.hardshipEventEnd.create({
      data: {
        ...{ eventId, country, reason: input.reason },
        ...{ endedOn: dateOf(endedOn), endedBy: fresh.personId },
      },
    });
    await recordAudit(db, {
      ...{ action: "hardship.ended", subjectKind: "hardship_event", subjectId: eventId, country },
      details: { endedOn },
    });
    await enqueue(db, { topic: hardshipEnded, payload: { eventId }, country });
    return { country };
  });
}
