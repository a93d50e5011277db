/** What a device may get wrong, at the real database: wiped, late, or holding text that no database stores. */
import { describe, expect, it } from "vitest";
import { originalText } from "~/domain/learning/cmi";
import { recallLaunches } from "~/domain/learning/commands/recall-launches.server";
import { launch, saveCommit } from "~/domain/learning/commands.server";
import { NO_SEQUENCING } from "~/domain/learning/schema";
import { createPerson } from "../../factories/identity";
import { createLaunch } from "../../factories/learning";
import { testDatabase } from "../../setup";

const database = await testDatabase();
const commit = (
  token: string,
  sequence: number,
  mark: number,
  location = String(mark),
  item = "item",
) => ({
  ...{ token, sequence, mark, item, visit: "1", seconds: 1, viewed: false, ...NO_SEQUENCING },
  cmi: { "cmi.location": location },
});
const locationIn = async (attemptId: string, item = "item") => {
  const [row] = await database.sql<{ location: string }>(
    `select state #>> array['items', $2, 'cmi', 'cmi.location'] as location from attempt where id = $1`,
    [attemptId, item],
  );
  return row?.location;
};

describe("a device", () => {
  it("that was wiped and counts from one again is told where its next commit goes", async () => {
    const { actor, ticket } = await createLaunch(database);
    await saveCommit(actor, commit(ticket.token, 1, 1));
    await saveCommit(actor, commit(ticket.token, 2, 2));
    const again = await saveCommit(actor, commit(ticket.token, 1, 3));
    expect(again).toEqual({ outcome: "gap", expected: 3 });
    expect(await saveCommit(actor, commit(ticket.token, 3, 3))).toMatchObject({
      outcome: "applied",
    });
    expect(await locationIn(ticket.attemptId)).toBe("3");
  });

  it("whose journal is older than what it sent does not turn the lesson back", async () => {
    const { actor, ticket } = await createLaunch(database);
    await saveCommit(actor, commit(ticket.token, 1, 5));
    const late = await saveCommit(actor, commit(ticket.token, 2, 4));
    expect(late).toMatchObject({ outcome: "duplicate", sequence: 1 });
    expect(await locationIn(ticket.attemptId)).toBe("5");
    const other = await saveCommit(actor, commit(ticket.token, 2, 4, "kept", "other"));
    expect(other).toMatchObject({ outcome: "applied" });
    expect(await locationIn(ticket.attemptId, "other")).toBe("kept");
  });

  it("that forgot its launches gets them again, and nobody else's", async () => {
    const { actor, registrationId, ticket } = await createLaunch(database);
    const newer = await launch(actor, registrationId);
    const asked = [ticket, newer].map(({ attemptId, epoch }) => ({ attemptId, epoch }));
    const { launches } = await recallLaunches(actor, asked);
    expect(launches.map(({ token }) => token).sort()).toEqual([ticket.token, newer.token].sort());
    const stranger = await createPerson(database, { country: "LC" });
    expect(await recallLaunches(stranger, asked)).toEqual({ launches: [] });
  });

  it("keeps text with NUL and half surrogates, as packages that compress write it", async () => {
    const { actor, ticket } = await createLaunch(database);
    const text = "a\0b\uD800c\uFDD0d\u{1F600}";
    await saveCommit(actor, commit(ticket.token, 1, 1, text));
    expect(originalText((await locationIn(ticket.attemptId)) ?? "")).toBe(text);
  });
});
