/** For the worker: an academy's words go to each of their readers, once, however often a job runs. */
import type { Branch } from "~/domain/kernel/country";
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { enqueue, withCohortJob, withJob } from "~/platform/db/doors.server";
import { messageForNominee } from "../jobs";
import { readSelection } from "../teach.server";

/** Leaves one piece of work per reader, each in the reader's own country. */
export const spreadMessage = (
  outboxId: string,
  { cohortId, messageId }: { cohortId: string; messageId: string },
): Promise<void> =>
  withCohortJob(outboxId, async (db) => {
    const message = await db.cohortMessage.findUnique({ where: { id: messageId } });
    if (!message) return;
    const readers = await readSelection(db, cohortId, []).catch(() => []);
    const wanted = new Set(message.nominationIds);
    for (const { nominationId, personId, country } of readers) {
      if (wanted.size > 0 && !wanted.has(nominationId)) continue;
      const payload = { messageId, nominationId };
      await enqueue(db, { topic: messageForNominee, payload, country, personId });
    }
  });

type Row = {
  subject: string;
  body: string;
  cohortId: string;
  cohort: string;
  academy: string;
  personId: string | null;
  email: string;
  name: string;
  country: string;
  branch: Branch;
};

/** Nothing to somebody who has left meanwhile. */
export const tellMessage = (
  outboxId: string,
  { messageId, nominationId }: { messageId: string; nominationId: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const [row] = await db.$queryRaw<Row[]>`
      select subject, body, cohort_id as "cohortId", cohort, academy, person_id as "personId", email, name, country, branch
      from app.read_cohort_message(${messageId}::uuid, ${nominationId}::uuid)`;
    if (!row) return;
    const { subject, body, cohortId, cohort, academy, personId, ...reader } = row;
    await writeMessage(db, {
      ...(personId ? { personId } : reader),
      ...{ cause: `${messageId} ${nominationId}`, kind: "announcement" },
      values: { cohort, title: subject, text: body, from: academy, link: `/cohorts/${cohortId}` },
    });
  });
