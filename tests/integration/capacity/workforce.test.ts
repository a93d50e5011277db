/** A count is dated by the country's own calendar: at midnight in Greenwich it is still yesterday in the Caribbean. */
import { expect, it } from "vitest";
import { recordWorkforceCount } from "~/domain/capacity/commands.server";
import { recordIndicator, recordMilestone } from "~/domain/gap-analysis/commands.server";
import { createPerson } from "../../factories/identity";
import { testDatabase } from "../../setup";

const database = await testDatabase();

/** Half an hour into the 24th in UTC, half past eight in the evening of the 23rd in Castries. */
const EVENING = new Date("2026-11-24T00:30:00Z");
const count = (asOfOn: string) => ({
  populationKey: "le_first_responder",
  asOfOn,
  value: 20,
  low: undefined,
  high: undefined,
  method: "payroll" as const,
  source: "Establishment return",
  note: null,
});
const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
const future = (field: string) => ({ details: { reason: "day_in_future", field } });

it("a count as at today in the country is taken, as at its tomorrow is refused", async () => {
  await recordWorkforceCount(contact, "LC", count("2026-11-23"), EVENING);
  const tomorrow = recordWorkforceCount(contact, "LC", count("2026-11-24"), EVENING);
  await expect(tomorrow).rejects.toMatchObject(future("asOfOn"));
});

it("a milestone or a drill cannot have happened tomorrow", async () => {
  const evidence = { evidence: "Official gazette", evidenceUrl: null };
  const milestone = { milestoneKey: "ncs_policy", state: "approved", ...evidence };
  await expect(
    recordMilestone(contact, "LC", { ...milestone, reachedOn: "2026-11-24" }, EVENING),
  ).rejects.toMatchObject(future("reachedOn"));
  const drill = { indicatorKey: "cyber_drill", value: undefined, ...evidence };
  await expect(
    recordIndicator(
      contact,
      "LC",
      { ...drill, happenedOn: "2026-11-24", asOfOn: "2026-11-23" },
      EVENING,
    ),
  ).rejects.toMatchObject(future("happenedOn"));
});
