/** What jobs tell people of the areas below and above; delivery is commands/deliver, choices are commands/preferences. */
import type { Branch } from "~/domain/kernel/country";
import { day } from "~/domain/kernel/days";
import { withJob } from "~/platform/db/doors.server";
import { unseal } from "~/platform/sealing.server";
import { writeMessage } from "./commands/write-message.server";

/** A reset link for a person who asked for one. */
export const tellPasswordReset = (
  outboxId: string,
  payload: { personId: string; sealed: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    await writeMessage(db, {
      ...{ cause: outboxId, personId: payload.personId, kind: "password-reset" },
      values: { link: `/reset-password/${unseal(payload.sealed)}` },
    });
  });

/** An invitation to its e-mail address. */
export const tellInvitation = (
  outboxId: string,
  payload: { invitationId: string; sealed: string },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const invited = await db.invitation.findUniqueOrThrow({ where: { id: payload.invitationId } });
    const organisation = await db.organisation.findUniqueOrThrow({
      where: { id: invited.organisationId },
      select: { name: true },
    });
    const { email, country, fullName: name } = invited;
    await writeMessage(db, {
      ...{ email, name, country, branch: invited.branch as Branch },
      ...{ cause: outboxId, kind: "invitation" },
      values: {
        organisation: organisation.name,
        link: `/invitations/${unseal(payload.sealed)}`,
      },
    });
  });

/** The news of an award, or of its withdrawal, to its holder. */
export const tellAward = (
  outboxId: string,
  payload: { personId: string; certification: string; number: string },
  kind: "award-issued" | "award-withdrawn" = "award-issued",
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const { personId, certification, number } = payload;
    const values = { certification, number, link: "/certificates" };
    await writeMessage(db, { cause: outboxId, personId, kind, values });
  });

/** The news that a hardship event extends an award, to its holder. */
export const tellExtension = (
  outboxId: string,
  payload: {
    personId: string;
    certification: string;
    number: string;
    event: string;
    validTo: string;
    extendedTo: string;
  },
): Promise<void> =>
  withJob(outboxId, async (db) => {
    const { personId, certification, number, event, validTo, extendedTo } = payload;
    await writeMessage(db, {
      ...{ cause: outboxId, personId, kind: "award-extended" },
      values: {
        ...{ certification, number, event, link: "/certificates" },
        ...{ validTo: { on: day(validTo) }, extendedTo: { on: day(extendedTo) } },
      },
    });
  });
