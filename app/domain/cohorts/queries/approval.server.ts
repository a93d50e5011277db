/** What the holder of an approval link may read. */
import { type Day, dayOf } from "~/domain/kernel/days";
import { hashCapability } from "~/domain/kernel/ids";
import { withoutActor } from "~/platform/db/doors.server";
import { approvalDue } from "../approval-due.server";

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
  /** With the days of hardship events in the nominee's country, which do not count. */
  expiresAt: Date;
  /** Those events. */
  because: string[];
};

type Row = Omit<ApprovalView, "startsOn" | "endsOn" | "because"> & {
  country: string;
  zone: string;
  requestedAt: Date;
  startsOn: Date | null;
  endsOn: Date | null;
};

/** Null alike for a wrong, a spent, a replaced and a late link. */
export const findApproval = (code: string, now = new Date()): Promise<ApprovalView | null> =>
  withoutActor("approval link", async (db) => {
    const [row] = await db.$queryRaw<Row[]>`
      select full_name as "fullName", profession, employer, cohort, curriculum, academy, place, starts_on as "startsOn", ends_on as "endsOn",
        nominator, note, country, zone, requested_at as "requestedAt", expires_at as "expiresAt" from app.read_approval(${hashCapability(code)})`;
    if (!row) return null;
    const { startsOn, endsOn, country, zone, requestedAt, ...rest } = row;
    const due = await approvalDue(db, { country, zone, requestedAt, expiresAt: row.expiresAt });
    if (due.expiresAt <= now) return null;
    return {
      ...{ ...rest, ...due },
      ...{ startsOn: startsOn && dayOf(startsOn), endsOn: endsOn && dayOf(endsOn) },
    };
  });
