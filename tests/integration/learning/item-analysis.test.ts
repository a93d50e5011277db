/** How questions inside a package were answered, for academies whose learners' scores are disclosed to them. */
import { describe, expect, it } from "vitest";
import { launch, openModule, saveCommit } from "~/domain/learning/commands.server";
import { getItemAnalysis } from "~/domain/learning/queries/item-analysis.server";
import { createCurriculum } from "../../factories/assessment";
import { createAcademy, createCohort, nominate } from "../../factories/cohorts";
import { createPerson } from "../../factories/identity";
import { commitOf, fillModule, insertPackage } from "../../factories/learning";
import { refusalOf } from "../../factories/nominations";
import { testDatabase } from "../../setup";
import { countStatements } from "../../setup/statements";

const database = await testDatabase();

const answers = (result: "correct" | "incorrect") => ({
  "cmi.interactions.0.id": "q1",
  "cmi.interactions.0.type": "choice",
  "cmi.interactions.0.learner_response": result === "correct" ? "a" : "b",
  "cmi.interactions.0.result": result,
  "cmi.interactions.0.latency": "PT20S",
  "cmi.suspend_data": "x".repeat(1000),
});

describe("item analysis", () => {
  it("counts the first attempts of people disclosed to the academy, and nobody else's", async () => {
    const curriculum = await createCurriculum(database);
    const cohort = await createCohort(database, { curriculum, seats: 40 });
    const { manager, organisationId } = cohort.academy;
    const { packageId, versionIds } = await insertPackage(database, organisationId, [["scene"]]);
    await fillModule(database, curriculum.selfPacedId, versionIds[0] ?? "", manager.personId);
    const answer = async (
      result: "correct" | "incorrect",
      branch: "general" | "judicial" = "general",
    ) => {
      const actor = await createPerson(database, { country: "JM", branch });
      await nominate(database, cohort, { country: "JM", branch, person: actor });
      const [enrolment] = await database.sql<{ id: string }>(
        "select id from enrolment where person_id = $1",
        [actor.personId],
      );
      const { registrationId } = await openModule(actor, {
        ...{ enrolmentId: enrolment?.id ?? "", moduleId: curriculum.selfPacedId },
      });
      const ticket = await launch(actor, registrationId);
      await saveCommit(actor, { ...commitOf(ticket, 1, answers(result)), item: "scene" });
    };
    for (let n = 0; n < 6; n++) await answer("correct");
    for (let n = 0; n < 5; n++) await answer("incorrect");
    await answer("correct", "judicial");
    const look = () => getItemAnalysis(manager, { packageId, version: null });
    const { result, statements } = await countStatements(look);
    expect(result.items).toMatchObject([
      { id: "q1", lesson: "Lesson scene", people: 11, discrimination: null, medianSeconds: 20 },
    ]);
    expect(result.items[0]?.difficulty).toBeCloseTo(6 / 11);
    expect(result.items[0]?.choices).toEqual([
      { response: "a", people: 6, isRight: true },
      { response: "b", people: 5, isRight: false },
    ]);
    expect(statements).toHaveLength(2);
    const stranger = (await createAcademy(database, { country: "JM" })).manager;
    expect((await getItemAnalysis(stranger, { packageId, version: null })).items).toEqual([]);
    const contact = await createPerson(database, {
      country: "JM",
      grants: [{ role: "ncpoc", country: "JM" }],
    });
    expect(await refusalOf(getItemAnalysis(contact, { packageId, version: null }))).toBe(
      "forbidden/not_staff",
    );
    expect(await refusalOf(getItemAnalysis(manager, { packageId, version: 7 }))).toBe(
      "not_found/unknown_version",
    );
  });
});
