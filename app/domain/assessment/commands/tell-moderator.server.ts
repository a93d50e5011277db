/** For the worker: a third person learns that two assessors differ and that they may decide. Without the learner's name: mail is read at home. */
import { writeMessage } from "~/domain/notifications/commands/write-message.server";
import { withJob } from "~/platform/db/doors.server";
import { decide, signersOf } from "../decision";
import { findCandidate, listSignatures, type PracticalRef } from "../practical.server";

/** Nothing to somebody who may not decide any more, or when it has been decided meanwhile. */
export const tellModerator = (
  outboxId: string,
  { personId, ...ref }: PracticalRef & { personId: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const candidate = await findCandidate(db, ref);
    if (!candidate || candidate.directReport) return;
    const lines = await listSignatures(db, ref);
    const decision = decide(lines, candidate.assessors);
    if (decision.state !== "disputed" || signersOf(lines, decision).includes(personId)) return;
    const { title: practical, curriculum } = candidate;
    const link = `/academy/practicals/${ref.enrolmentId}/${ref.moduleId}`;
    await writeMessage(db, {
      ...{ personId, cause: outboxId, kind: "practical-disputed" },
      values: { practical, curriculum, link },
    });
  });
