import { beforeAll, describe, expect, test } from "vitest";
import { askLineManagerAgain } from "~/domain/cohorts/commands/ask-line-manager.server";
import { claimSeat } from "~/domain/cohorts/commands/claim-seat.server";
import { decideApproval } from "~/domain/cohorts/commands/decide-approval.server";
import { decideNominations } from "~/domain/cohorts/commands/decide-nominations.server";
import { declineNomination } from "~/domain/cohorts/commands/decline-nomination.server";
import { tellApprovers, tellLineManager } from "~/domain/cohorts/commands/tell-nomination.server";
import { findApproval } from "~/domain/cohorts/queries/approval.server";
import type { Actor } from "~/domain/kernel/actor";
import { newCapability } from "~/domain/kernel/ids";
import { unseal } from "~/platform/sealing.server";
import { createPerson } from "../../factories/identity";
import {
  createContact,
  createManager,
  offerCohort,
  putForward,
  refusalOf,
} from "../../factories/nominations";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let academy: Actor;
let lucia: Actor;
let jamaica: Actor;

beforeAll(async () => {
  academy = await createManager(database);
  lucia = await createContact(database, "LC");
  jamaica = await createContact(database, "JM");
});

const statusOf = async (id: string) =>
  (await database.sql<{ status: string }>("select status from nomination where id = $1", [id]))[0]
    ?.status;
const decide = (
  actor: Actor,
  iso2: string,
  ids: string[],
  outcome: "approved" | "declined",
  note = "",
) => decideNominations(actor, iso2, { id: ids, outcome, note });

describe("another country's people, put forward by an academy", () => {
  const abroad = async (offer = {}) => {
    const { cohortId } = await offerCohort(database, offer);
    return { cohortId, ...(await putForward(academy, cohortId, { country: "JM" })) };
  };

  test("wait for their contact point, who says yes, and get a seat", async () => {
    const { nominationId, status } = await abroad();
    expect(status).toBe("requested");
    expect(await decide(jamaica, "JM", [nominationId], "approved")).toMatchObject([
      { status: "booked", refused: null },
    ]);
    expect(await statusOf(nominationId)).toBe("booked");
  });

  test("are not the business of another country's contact point", async () => {
    const { nominationId } = await abroad();
    expect(await refusalOf(decide(lucia, "LC", [nominationId], "approved"))).toBe(
      "not_found/unknown_nomination",
    );
    expect(await refusalOf(decide(lucia, "JM", [nominationId], "approved"))).toBe(
      "forbidden/not_your_country",
    );
  });

  test("need no second yes when their contact point put them forward, and the yes is written down", async () => {
    const { cohortId } = await offerCohort(database);
    const { nominationId, status } = await putForward(jamaica, cohortId, { country: "JM" });
    expect(status).toBe("booked");
    const decisions = await database.sql(
      "select step, outcome, decided_by from nomination_approval where nomination_id = $1",
      [nominationId],
    );
    expect(decisions).toEqual([
      { step: "ncpoc", outcome: "approved", decided_by: jamaica.personId },
    ]);
  });

  test("are declined with a word, and the contact point may think again", async () => {
    const { nominationId } = await abroad();
    expect(await refusalOf(decide(jamaica, "JM", [nominationId], "declined"))).toBe(
      "invalid/reason_needed",
    );
    await decide(jamaica, "JM", [nominationId], "declined", "needed at home");
    expect(await statusOf(nominationId)).toBe("declined");
    await decide(jamaica, "JM", [nominationId], "approved");
    expect(await statusOf(nominationId)).toBe("booked");
  });

  test("are decided together, and one that was decided before is named without spoiling the others", async () => {
    const first = await abroad();
    const second = await abroad();
    await declineNomination(academy, second.nominationId, "course is full");
    const both = [first.nominationId, second.nominationId];
    const results = await decide(jamaica, "JM", both, "approved");
    expect(results.find(({ id }) => id === second.nominationId)?.refused).toBe("decided_meanwhile");
    expect(await statusOf(first.nominationId)).toBe("booked");
    expect(await statusOf(second.nominationId)).toBe("declined");
  });

  test("are told of to the contact points, once, with a link to their page", async () => {
    const { nominationId } = await abroad();
    const [word] = await database.sql<{ id: string }>(
      "select id from outbox where topic = 'cohorts.nomination-made' and payload ->> 'nominationId' = $1",
      [nominationId],
    );
    await tellApprovers(word?.id ?? "", nominationId);
    await tellApprovers(word?.id ?? "", nominationId);
    const messages = await database.sql<{ person_id: string; country: string }>(
      "select person_id, country from message where kind = 'approval-requested' and person_id = $1",
      [jamaica.personId],
    );
    expect(messages).toEqual([{ person_id: jamaica.personId, country: "JM" }]);
  });
});

describe("a line manager", () => {
  const boss = "boss@example.test";
  const asked = async () => {
    const { cohortId } = await offerCohort(database, { approvals: ["line_manager"] });
    const made = await putForward(lucia, cohortId, { lineManagerEmail: boss });
    return { cohortId, ...made, ...(await latestLink(made.nominationId)) };
  };
  const latestLink = async (nominationId: string) => {
    const [row] = await database.sql<{ id: string; sealed: string; request: string }>(
      `select o.id, o.payload ->> 'sealed' as sealed, r.id as request from outbox o join approval_request r on r.id::text = o.payload ->> 'approvalRequestId'
       where r.nomination_id = $1 order by r.requested_at desc limit 1`,
      [nominationId],
    );
    const { id = "", sealed = "", request = "" } = row ?? {};
    return { outboxId: id, sealed, code: unseal(sealed), request };
  };

  test("reads who, what and when, and with a yes the seat is asked for", async () => {
    const { status, code, nominationId } = await asked();
    expect(status).toBe("requested");
    expect(await findApproval(code)).toMatchObject({ profession: "Police first responder" });
    await decideApproval(code, { outcome: "approved", note: "" });
    expect(await statusOf(nominationId)).toBe("booked");
  });

  test("says no with a word that stays in the history, and the link is spent", async () => {
    const { code, nominationId } = await asked();
    await decideApproval(code, { outcome: "declined", note: "on leave" });
    expect(await statusOf(nominationId)).toBe("declined");
    const again = decideApproval(code, { outcome: "approved", note: "" });
    expect(await refusalOf(again)).toBe("gone/approval_unusable");
    expect(await findApproval(code)).toBeNull();
  });

  test("who presses twice at once decides once", async () => {
    const { code, nominationId } = await asked();
    const press = () => refusalOf(decideApproval(code, { outcome: "approved", note: "" }));
    expect((await Promise.all([press(), press()])).sort()).toEqual(
      ["gone/approval_unusable", null].sort(),
    );
    const decisions = await database.sql(
      "select 1 from nomination_approval where nomination_id = $1",
      [nominationId],
    );
    expect(decisions).toHaveLength(1);
  });

  test("a wrong, an expired, a superseded and a spent link all answer the same", async () => {
    const wrong = findApproval(newCapability());
    const late = await asked();
    await database.sql("update approval_request set expires_at = now() where id = $1", [
      late.request,
    ]);
    const replaced = await asked();
    await askLineManagerAgain(lucia, replaced.nominationId);
    const answers = [await wrong, await findApproval(late.code), await findApproval(replaced.code)];
    expect(answers).toEqual([null, null, null]);
    const fresh = await latestLink(replaced.nominationId);
    expect(await findApproval(fresh.code)).toMatchObject({ academy: "nominations-academy" });
  });

  test("is mailed the link, which no contact point reads in the list of mail", async () => {
    const { outboxId, sealed, request, code } = await asked();
    await tellLineManager(outboxId, { approvalRequestId: request, sealed });
    const [mail] = await database.sql<{ id: string; email: string; body: string }>(
      "select id, email, body from message where kind = 'approval-requested' and body like $1",
      [`%${code}%`],
    );
    expect(mail?.email).toBe(boss);
    const seen = await database.rowsAsPerson(
      lucia.personId,
      `select 1 from message where id = '${mail?.id}'`,
    );
    expect(seen).toBe(0);
  });

  test("is asked as well as the contact point where the cohort wants both", async () => {
    const { cohortId } = await offerCohort(database, {
      ...{ enrolment: "open", approvals: ["line_manager", "ncpoc"] },
    });
    const learner = await createPerson(database);
    const { nominationId } = await claimSeat(learner, cohortId, { lineManagerEmail: boss });
    const { code } = await latestLink(nominationId);
    await decideApproval(code, { outcome: "approved", note: "" });
    expect(await statusOf(nominationId)).toBe("requested");
    await decide(lucia, "LC", [nominationId], "approved");
    expect(await statusOf(nominationId)).toBe("booked");
  });
});

test("the academy declines with a reason, but never somebody who has a seat", async () => {
  const { cohortId } = await offerCohort(database, { seats: 1 });
  const booked = await putForward(lucia, cohortId);
  const waits = await putForward(lucia, cohortId);
  await declineNomination(academy, waits.nominationId, "for the next one");
  expect(await statusOf(waits.nominationId)).toBe("declined");
  expect(await refusalOf(declineNomination(academy, booked.nominationId, "no"))).toBe(
    "conflict/cannot_become",
  );
  expect(await refusalOf(declineNomination(jamaica, booked.nominationId, "no"))).toBe(
    "not_found/unknown_nomination",
  );
});
