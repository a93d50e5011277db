/** A country's hardship events with what they did to certificates; and, before one is declared, what it would do. */
import type { Actor } from "~/domain/kernel/actor";
import { type Day, day, today } from "~/domain/kernel/days";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { assertSpan } from "~/domain/organisations/commands.server";
import type { DeclareHardshipInput } from "~/domain/organisations/input.server";
import { canDeclareHardship, canSeeHardship } from "~/domain/organisations/policy";
import { findHardship, listHardship } from "~/domain/organisations/queries/hardship.server";
import {
  type HardshipEvent,
  type HardshipState,
  hardshipState,
} from "~/domain/organisations/schema";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";

export type HardshipRow = HardshipEvent & { state: HardshipState; extended: number };
export type HardshipPage = {
  country: string;
  countryName: string;
  today: Day;
  events: HardshipRow[];
  mayDeclare: boolean;
};

/** Every event of a country, newest first, and how many awards each has extended. Throws forbidden, not_found. */
export function getHardshipPage(
  actor: Actor,
  country: string,
  now = new Date(),
): Promise<HardshipPage> {
  return withActor(actor, async (db, fresh) => {
    if (!canSeeHardship(fresh, country)) throw forbidden("not_your_country");
    const place = await getPlace(db, country);
    const on = today(place.zone, now);
    const events = await listHardship(db, country);
    const counts = await db.$queryRaw<{ eventId: string; extended: number }[]>`
      select event_id as "eventId", extended from app.count_extended(${country})`;
    if (!fresh.countries.includes(country)) await recordSeen(db, country);
    const extended = new Map(counts.map((count) => [count.eventId, count.extended]));
    return {
      ...{ country, countryName: place.name, today: on },
      events: events.map((event) => ({
        ...event,
        state: hardshipState(event, on),
        extended: extended.get(event.id) ?? 0,
      })),
      mayDeclare: canDeclareHardship(fresh, country),
    };
  });
}

/** How many certificates an event would extend if it were declared now. Changes nothing. Throws forbidden and what declaring throws. */
export function previewHardship(
  actor: Actor,
  country: string,
  input: DeclareHardshipInput,
  now = new Date(),
): Promise<{ awards: number }> {
  return withActor(actor, async (db, fresh) => {
    if (!canDeclareHardship(fresh, country)) throw forbidden("may_not_declare");
    const [from, to] = [day(input.fromOn), day(input.expectedToOn)];
    assertSpan(from, to, today((await getPlace(db, country)).zone, now));
    const [row] = await db.$queryRaw<{ awards: number }[]>`
      select app.count_extendable(${country}, ${from}::date, ${to}::date) as awards`;
    if (!fresh.countries.includes(country)) await recordSeen(db, country);
    return { awards: row?.awards ?? 0 };
  });
}

/** The form for declaring: whose country it is, and its day. Throws forbidden, not_found. */
export function getDeclarationPage(actor: Actor, country: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    if (!canDeclareHardship(fresh, country)) throw forbidden("may_not_declare");
    const place = await getPlace(db, country);
    return { country, countryName: place.name, today: today(place.zone, now) };
  });
}

/** One event, for ending it. Throws forbidden, not_found. */
export function getHardshipEvent(actor: Actor, eventId: string, now = new Date()) {
  return withActor(actor, async (db, fresh) => {
    const event = await findHardship(db, eventId);
    if (!event) throw notFound("unknown_event");
    if (!canDeclareHardship(fresh, event.country)) throw forbidden("may_not_declare");
    const place = await getPlace(db, event.country);
    const on = today(place.zone, now);
    return { event, today: on, state: hardshipState(event, on), countryName: place.name };
  });
}

async function getPlace(db: ActorDb, iso2: string): Promise<{ name: string; zone: string }> {
  const place = await db.country.findUnique({
    where: { iso2 },
    select: { name: true, zone: true },
  });
  if (!place) throw notFound("unknown_country");
  return place;
}

/** A regional officer's look at another country's exact figures leaves a trace. */
const recordSeen = (db: ActorDb, country: string) =>
  recordAudit(db, {
    ...{ action: "hardship.seen-exact", subjectKind: "country", subjectId: country, country },
  });
