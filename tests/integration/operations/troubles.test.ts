import { describe, expect, it } from "vitest";
import { forgetTroubles, reportTrouble } from "~/domain/operations/commands/troubles.server";
import { everyTrouble, listTroubles } from "~/domain/operations/queries/troubles.server";
import { createPerson } from "../../factories/identity";
import { createLaunch } from "../../factories/learning";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const trouble = (code: string, kind = "device_full") => ({
  ...{ code, kind, attemptId: null, status: "not_kept", reason: "" },
  ...{ waiting: 4, notKept: 2, afterSeconds: 90 },
});

describe("trouble in front of a learner", () => {
  it("is found by its code, once per kind, and says nothing about the person", async () => {
    const { actor, ticket } = await createLaunch(database);
    const report = { ...trouble("ABCDEFG2"), attemptId: ticket.attemptId };
    await reportTrouble(actor, report);
    await reportTrouble(actor, report);
    await reportTrouble(actor, { ...report, kind: "server_full" });
    const admin = await createPerson(database, {
      country: "JM",
      grants: [{ role: "system_admin" }],
    });
    const { reports, total } = await listTroubles(admin, { page: 1, code: "ABCDEFG2" });
    expect(total).toBe(2);
    expect(reports.map(({ kind, waiting }) => `${kind} ${waiting}`).sort()).toEqual([
      "device_full 4",
      "server_full 4",
    ]);
    expect(JSON.stringify(reports)).not.toContain(actor.personId);
  });

  it("of another person's attempt does not name that attempt", async () => {
    const { ticket } = await createLaunch(database);
    const stranger = await createPerson(database, { country: "JM" });
    await reportTrouble(stranger, { ...trouble("STRANGE2"), attemptId: ticket.attemptId });
    const [row] = await database.sql<{ attempt_id: string | null }>(
      "select attempt_id from trouble_report where code = 'STRANGE2'",
    );
    expect(row?.attempt_id).toBeNull();
  });

  it("is listed by the page and downloaded as a whole", async () => {
    const learner = await createPerson(database, { country: "LC" });
    for (const first of "ABCD")
      for (const second of "ABCDEFGHIJKLM")
        await reportTrouble(learner, trouble(`MANYMA${first}${second}`));
    const admin = await createPerson(database, { grants: [{ role: "system_admin" }] });
    const { reports, total } = await listTroubles(admin, { page: 2, code: "MANYMA" });
    expect([reports.length, total]).toEqual([2, 52]);
    expect(await everyTrouble(admin, "MANYMA")).toHaveLength(52);
    expect(JSON.stringify(await everyTrouble(admin, ""))).not.toContain(learner.personId);
  });

  it("is nobody's to list but a system administrator's", async () => {
    const learner = await createPerson(database, { country: "LC" });
    const refusal = { details: { reason: "not_operator" } };
    await expect(listTroubles(learner, { page: 1, code: "" })).rejects.toMatchObject(refusal);
    await expect(everyTrouble(learner, "")).rejects.toMatchObject(refusal);
  });

  it("is deleted after ninety days, and not before", async () => {
    const learner = await createPerson(database, { country: "LC" });
    await reportTrouble(learner, trouble("OLDOLD22"));
    const day = 86_400_000;
    await forgetTroubles(new Date(Date.now() + 89 * day));
    const count = () => database.sql("select 1 from trouble_report where code = 'OLDOLD22'");
    expect(await count()).toHaveLength(1);
    expect(await forgetTroubles(new Date(Date.now() + 91 * day))).toBeGreaterThan(0);
    expect(await count()).toHaveLength(0);
  });
});
