/** Addresses that a calendar can subscribe to. The address is told once and kept only as a hash; whoever has it reads along until it is revoked. */
import type { Actor } from "~/domain/kernel/actor";
import { type Clock, systemClock } from "~/domain/kernel/clock";
import { conflict, notFound } from "~/domain/kernel/errors";
import { hashCapability, newCapability, newId } from "~/domain/kernel/ids";
import { type ActorDb, recordAudit, withActor } from "~/platform/db/doors.server";
import { cohortToTeach } from "../session.server";

export const MOST_FEEDS = 10;
export type NewFeed = { feedId: string; code: string };

/** A calendar of everything the actor has a seat in or teaches. Throws conflict/too_many_feeds. */
export function createPersonalFeed(actor: Actor, clock: Clock = systemClock): Promise<NewFeed> {
  return withActor(actor, async (db, fresh) => {
    const owner = { personId: fresh.personId, cohortId: null, organisationId: null };
    return create(db, owner, null, clock.now());
  });
}

/** A calendar of one cohort, for the academy's own use. Throws not_found, forbidden/may_not_teach, conflict/too_many_feeds. */
export function createCohortFeed(
  actor: Actor,
  cohortId: string,
  clock: Clock = systemClock,
): Promise<NewFeed> {
  return withActor(actor, async (db, fresh) => {
    const cohort = await cohortToTeach(db, fresh, cohortId, clock.now());
    const owner = { personId: null, cohortId, organisationId: cohort.organisationId };
    return create(db, owner, cohort.academyCountry, clock.now());
  });
}

type Owner = { personId: string | null; cohortId: string | null; organisationId: string | null };

async function create(
  db: ActorDb,
  owner: Owner,
  country: string | null,
  now: Date,
): Promise<NewFeed> {
  const { personId, cohortId } = owner;
  const live = await db.calendarFeed.count({ where: { personId, cohortId, revokedAt: null } });
  if (live >= MOST_FEEDS) throw conflict("too_many_feeds", { most: MOST_FEEDS });
  const feedId = newId();
  const code = newCapability();
  await db.calendarFeed.create({
    data: { id: feedId, ...owner, codeHash: hashCapability(code), createdAt: now },
  });
  await note(db, "calendar.created", feedId, country);
  return { feedId, code };
}

/** The address answers no more; revoking again does nothing. Throws not_found/unknown_feed for anybody else's. */
export function revokeFeed(
  actor: Actor,
  feedId: string,
  clock: Clock = systemClock,
): Promise<{ cohortId: string | null }> {
  return withActor(actor, async (db) => {
    const feed = await db.calendarFeed.findUnique({ where: { id: feedId } });
    if (!feed) throw notFound("unknown_feed");
    const { count } = await db.calendarFeed.updateMany({
      where: { id: feedId, revokedAt: null },
      data: { revokedAt: clock.now() },
    });
    if (count > 0) await note(db, "calendar.revoked", feedId, null);
    return { cohortId: feed.cohortId };
  });
}

const note = (db: ActorDb, action: string, feedId: string, country: string | null) =>
  recordAudit(db, { action, subjectKind: "calendar_feed", subjectId: feedId, country });
