/** What the holder of an approval link may read. */
import { type Day, dayOf } from "~/domain/kernel/days";
import { hashCapability } from "~/domain/kernel/ids";
import { withoutActor } from "~/platform/db/doors.server";

export type ApprovalView = {
  fullName: string;
  profession: string;
  employer: string | null;
  cohort: string;
  curriculum: string;
  academy: string;
  place: string;
  startsOn: Day | null;
  endsOn: Day | null;
  nominator: string;
  note: string;
  expiresAt: Date;
};

type Row = Omit<ApprovalView, "startsOn" | "endsOn"> & {
  startsOn: Date | null;
  endsOn: Date | null;
};

/** Null alike for a wrong, a spent, a replaced and a late link. */
export async function findApproval(code: string): Promise<ApprovalView | null> {
  const [row] = await withoutActor(
    "approval link",
    (db) =>
      db.$queryRaw<Row[]>`
        select full_name as "fullName", profession, employer, cohort, curriculum, academy, place, starts_on as "startsOn", ends_on as "endsOn",
          nominator, note, expires_at as "expiresAt" from app.read_approval(${hashCapability(code)})`,
  );
  if (!row) return null;
  const { startsOn, endsOn, ...rest } = row;
  return { ...rest, startsOn: startsOn && dayOf(startsOn), endsOn: endsOn && dayOf(endsOn) };
}
