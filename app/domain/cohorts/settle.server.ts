/**
 * The one way a nomination changes status: `app.settle_nomination`, which locks the cohort, gives and frees seats, writes the
 * history and leaves word. Who may ask for which change is decided by the commands before they come here.
 */
import { conflict, notFound } from "~/domain/kernel/errors";
import type { ActorDb } from "~/platform/db/doors.server";
import type { NominationStatus } from "./schema";

/**
 * Asks for a status and answers the one that followed: 'booked' may answer 'waitlisted'. Asking for what is already so changes
 * nothing. `promoting` overtakes nobody by itself: the caller goes through the waitlist in its order.
 * Throws not_found/unknown_nomination, conflict/cannot_become and conflict/cohort_takes_nobody.
 */
export async function settle(
  db: ActorDb,
  nominationId: string,
  wanted: NominationStatus,
  reason: string,
  note = "",
  promoting = false,
): Promise<NominationStatus> {
  try {
    const [row] = await db.$queryRaw<{ status: NominationStatus }[]>`
      select app.settle_nomination(${nominationId}::uuid, ${wanted}, ${reason}, ${note}, ${promoting}) as status`;
    if (!row) throw notFound("unknown_nomination");
    return row.status;
  } catch (error) {
    throw settleError(error, wanted);
  }
}

function settleError(error: unknown, wanted: NominationStatus): unknown {
  switch (sqlState(error)) {
    case "BW010":
      return notFound("unknown_nomination");
    case "BW011":
      return conflict("cannot_become", { wanted });
    case "BW012":
      return conflict("cohort_takes_nobody");
    default:
      return error;
  }
}

/** The five characters PostgreSQL gave an error of a raw statement, wherever Prisma has put them. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== "object" || error === null) return null;
  const text = "message" in error ? String(error.message) : "";
  return /Code: `([0-9A-Z]{5})`/.exec(text)?.[1] ?? null;
}
