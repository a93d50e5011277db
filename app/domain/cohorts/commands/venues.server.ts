/** Where an academy trains. A venue or room is retired, never deleted: past cohorts were held there. */
import type { Actor } from "~/domain/kernel/actor";
import { conflict, forbidden, invalid, notFound } from "~/domain/kernel/errors";
import { newId } from "~/domain/kernel/ids";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import type { RoomInput, VenueInput } from "../academy-input.server";
import { canManageAcademy } from "../policy";

/** Throws forbidden/not_academy_manager, invalid/unknown_country. */
export function addVenue(
  actor: Actor,
  { organisationId, ...venue }: VenueInput & { organisationId: string },
): Promise<{ venueId: string }> {
  return withActor(actor, async (db, fresh) => {
    if (!canManageAcademy(fresh, { organisationId })) throw forbidden("not_academy_manager");
    await assertCountry(db, venue.country);
    const venueId = newId();
    await db.venue.create({
      data: { id: venueId, organisationId, ...venue, createdBy: fresh.personId },
    });
    return { venueId };
  });
}

/** Throws not_found/unknown_venue, forbidden/not_academy_manager, conflict/venue_retired. */
export function changeVenue(actor: Actor, venueId: string, venue: VenueInput): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    await getVenue(db, fresh, venueId);
    await assertCountry(db, venue.country);
    await db.venue.update({ where: { id: venueId }, data: venue });
  });
}

/** Retires a venue with its rooms; again changes nothing. Throws conflict/venue_in_use while a cohort to come names it. */
export function retireVenue(actor: Actor, venueId: string, now = new Date()): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const venue = await getVenue(db, fresh, venueId, { retired: true });
    if (venue.retiredAt) return;
    const [use] = await db.$queryRaw<{ code: string }[]>`
      select code from cohort where venue_id = ${venueId}::uuid and not is_template and cancelled_at is null and closed_at is null
        and (ends_on is null or ends_on >= ${now}::date) order by starts_on limit 1`;
    if (use) throw conflict("venue_in_use", { cohort: use.code });
    await db.venue.update({ where: { id: venueId }, data: { retiredAt: now } });
    await db.room.updateMany({ where: { venueId, retiredAt: null }, data: { retiredAt: now } });
  });
}

export function addRoom(actor: Actor, venueId: string, room: RoomInput): Promise<void> {
  return withActor(actor, async (db, fresh) => {
    const { organisationId } = await getVenue(db, fresh, venueId);
    await db.room.create({ data: { id: newId(), venueId, organisationId, ...room } });
  });
}

/** Throws not_found/unknown_room, forbidden/not_academy_manager. */
export function changeRoom(
  actor: Actor,
  roomId: string,
  room: RoomInput,
): Promise<{ venueId: string }> {
  return withActor(actor, async (db, fresh) => {
    const { venueId } = await getRoom(db, fresh, roomId);
    await db.room.update({ where: { id: roomId }, data: room });
    return { venueId };
  });
}

/** Throws conflict/room_in_use while a session to come is held in it. Again changes nothing. */
export function retireRoom(
  actor: Actor,
  roomId: string,
  now = new Date(),
): Promise<{ venueId: string }> {
  return withActor(actor, async (db, fresh) => {
    const { venueId, retiredAt } = await getRoom(db, fresh, roomId);
    if (retiredAt) return { venueId };
    const [use] = await db.$queryRaw<{ title: string }[]>`
      select title from cohort_session where room_id = ${roomId}::uuid and cancelled_at is null and ends_at > ${now} order by starts_at limit 1`;
    if (use) throw conflict("room_in_use", { session: use.title });
    await db.room.update({ where: { id: roomId }, data: { retiredAt: now } });
    return { venueId };
  });
}

async function getVenue(
  db: ActorDb,
  actor: Actor,
  venueId: string,
  { retired = false }: { retired?: boolean } = {},
) {
  const venue = await db.venue.findUnique({ where: { id: venueId } });
  if (!venue) throw notFound("unknown_venue");
  if (!canManageAcademy(actor, venue)) throw forbidden("not_academy_manager");
  if (venue.retiredAt && !retired) throw conflict("venue_retired");
  return venue;
}

async function getRoom(db: ActorDb, actor: Actor, roomId: string) {
  const room = await db.room.findUnique({ where: { id: roomId } });
  if (!room) throw notFound("unknown_room");
  if (!canManageAcademy(actor, room)) throw forbidden("not_academy_manager");
  return room;
}

async function assertCountry(db: ActorDb, iso2: string): Promise<void> {
  const known = await db.country.findUnique({ where: { iso2 }, select: { iso2: true } });
  if (!known) throw invalid("unknown_country", { field: "country" });
}
