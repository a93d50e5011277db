/** For the schedule: uploaded lists are emptied of what they said about people, some time after anybody last worked on them. */
import { withoutActorAtLength } from "~/platform/db/doors.server";
import { DISCLOSED_DAYS } from "../schema";

/**
 * As long as an academy sees the people of a cohort once it is over: until then a list may still have to be explained,
 * corrected or revised. Afterwards the nominations say all that is needed.
 */
const KEPT_DAYS = DISCLOSED_DAYS;
const DAY = 86_400_000;

/** A transaction each, so that a list of any length is done and a kill leaves none half emptied. Answers how many were emptied. */
export async function emptyOldImports(now = new Date()): Promise<number> {
  const since = new Date(now.getTime() - KEPT_DAYS * DAY);
  for (let emptied = 0; ; emptied++) {
    const [row] = await withoutActorAtLength(
      "emptying old rosters",
      (db) =>
        db.$queryRaw<{ id: string | null }[]>`select app.empty_old_import(${since})::text as id`,
    );
    if (!row?.id) return emptied;
  }
}
