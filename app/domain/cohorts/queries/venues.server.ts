/** Where an academy trains: venues and their rooms, retired ones last. */
import type { Actor } from "~/domain/kernel/actor";
import { forbidden, notFound } from "~/domain/kernel/errors";
import { type ActorDb, withActor } from "~/platform/db/doors.server";
import { listAcademies } from "../academies.server";
import { canManageAcademy } from "../policy";

export type VenueRow = {
  id: string;
  name: string;
  address: string;
  country: string;
  countryName: string;
  academy: string;
  rooms: number;
  capacity: number;
  retired: boolean;
};

/** Venues of the actor's academies, those in use first. Throws forbidden/not_academy_staff. */
export function listVenues(actor: Actor) {
  return withActor(actor, async (db, fresh) => {
    const academies = await listAcademies(db, fresh);
    const venues = await db.$queryRaw<VenueRow[]>`
      select w.id, w.name, w.address, w.country, n.name as "countryName", o.name as academy, w.retired_at is not null as retired,
        count(r.id)::int as rooms, coalesce(max(r.capacity), 0)::int as capacity
      from venue w join organisation o on o.id = w.organisation_id join country n on n.iso2 = w.country
        left join room r on r.venue_id = w.id and r.retired_at is null
      where w.organisation_id = any (${fresh.organisations}::uuid[]) group by w.id, n.name, o.name order by w.retired_at nulls first, w.name`;
    return { academies, venues, countries: await countries(db) };
  });
}

/** One venue with its rooms. Throws not_found/unknown_venue, forbidden/not_academy_staff. */
export function getVenuePage(actor: Actor, venueId: string) {
  return withActor(actor, async (db, fresh) => {
    const venue = await db.venue.findUnique({ where: { id: venueId } });
    if (!venue) throw notFound("unknown_venue");
    if (!fresh.organisations.includes(venue.organisationId)) throw forbidden("not_academy_staff");
    const { id, name, address, country, retiredAt } = venue;
    const rooms = await db.room.findMany({
      where: { venueId },
      select: { id: true, name: true, capacity: true, retiredAt: true },
      orderBy: [{ retiredAt: { sort: "asc", nulls: "first" } }, { name: "asc" }],
    });
    return {
      venue: { id, name, address, country, retired: retiredAt !== null },
      rooms: rooms.map(({ retiredAt: gone, ...room }) => ({ ...room, retired: gone !== null })),
      countries: await countries(db),
      mayManage: canManageAcademy(fresh, venue),
    };
  });
}

/** One room, with where it is. Throws not_found/unknown_room, forbidden/not_academy_manager. */
export function getRoomPage(actor: Actor, roomId: string) {
  return withActor(actor, async (db, fresh) => {
    const room = await db.room.findUnique({
      where: { id: roomId },
      select: { id: true, name: true, capacity: true, venueId: true, organisationId: true },
    });
    if (!room) throw notFound("unknown_room");
    if (!canManageAcademy(fresh, room)) throw forbidden("not_academy_manager");
    const venue = await db.venue.findUniqueOrThrow({
      where: { id: room.venueId },
      select: { id: true, name: true },
    });
    return { room, venue };
  });
}

const countries = (db: ActorDb) =>
  db.country.findMany({ select: { iso2: true, name: true }, orderBy: { name: "asc" } });
