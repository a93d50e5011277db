/**
 * An evening course that is under way: seats taken, four evenings marked, lessons done to different depths, one practical signed
 * and one that waits, a note, and word to everybody. Dated by the day the demonstration is made, so that it always runs.
 */
import type pg from "pg";
import { assignAssessors } from "~/domain/cohorts/commands/assign-assessor.server";
import { createCohort } from "~/domain/cohorts/commands/create-cohort.server";
import { addNote } from "~/domain/cohorts/commands/notes.server";
import { publishCohort } from "~/domain/cohorts/commands/publish-cohort.server";
import { sendCohortMessage } from "~/domain/cohorts/commands/send-message.server";
import type { NewCohortInput } from "~/domain/cohorts/input.server";
import type { Sex } from "~/domain/cohorts/schema";
import { addDays, type Day, today } from "~/domain/kernel/days";
import { newId } from "~/domain/kernel/ids";
import { completeModule } from "~/domain/learning/commands.server";
import { withActor } from "~/platform/db/doors.server";
import { asDefiner } from "../definer";
import { actorOf, type DemoContext } from "./context";
import { holdEvenings } from "./evenings";
import { nominateOfficer } from "./nominations";
import { insertOfficer } from "./officers";

/** How many of the lessons each has done; the first two have done them all before and are with the assessor. */
const LEARNERS: { name: string; sex: Sex; country: string; lessons: number; known?: true }[] = [
  { name: "Marisol Faustin", sex: "female", country: "LC", lessons: 0, known: true },
  { name: "Vernessa Jn Baptiste", sex: "female", country: "LC", lessons: 0, known: true },
  { name: "Ezra Valmont", sex: "male", country: "LC", lessons: 9 },
  { name: "Claudette Gaspard", sex: "female", country: "LC", lessons: 8 },
  { name: "Jeanine St Clair", sex: "female", country: "LC", lessons: 6 },
  { name: "Osbert Fontenelle", sex: "male", country: "LC", lessons: 5 },
  { name: "Rhea Duplessis", sex: "female", country: "LC", lessons: 3 },
  { name: "Tyrell Mathurin", sex: "male", country: "LC", lessons: 0 },
  { name: "Damion Ricketts", sex: "male", country: "JM", lessons: 7 },
  { name: "Tanesha Crooks-Palmer", sex: "female", country: "JM", lessons: 4 },
];

export async function seedCourse(context: DemoContext, like: NewCohortInput): Promise<void> {
  const { people } = context;
  const academy = await actorOf(people.get("academy") ?? "");
  const instructor = await actorOf(people.get("instructor") ?? "");
  const startsOn = mondayTwoWeeksAgo(today("America/St_Lucia", new Date()));
  const plan = coursePlan(like, startsOn);
  const { cohortId } = await createCohort(academy, plan, atNoon(addDays(startsOn, -45)));
  await publishCohort(academy, cohortId, atNoon(addDays(startsOn, -40)));
  const seats = await fillSeats(context, { cohortId, ...plan }, atNoon(addDays(startsOn, -20)));
  await holdEvenings(context, { cohortId, startsOn, seats });
  const assessor = { assessorIds: [people.get("assessor") ?? ""], nominationIds: null };
  await assignAssessors(academy, { cohortId, ...assessor });
  const absent = { cohortId, nominationId: seats.get("Tyrell Mathurin") ?? "" };
  await addNote(instructor, absent, "Rang on Tuesday: night shifts until the end of the month.");
  await sendCohortMessage(instructor, cohortId, {
    ...{ messageId: newId(), to: [], subject: "Bring gloves and a torch to the last evening" },
    body: "We work in the scene house, and part of it is dark. Evidence bags are there for everybody.",
  });
}

const coursePlan = (like: NewCohortInput, startsOn: Day): NewCohortInput => ({
  ...{ ...like, title: "Evening course for first responders, Castries", mode: "blended" },
  summary: "Six evenings at the academy, the lessons in between at your own pace.",
  ...{ startsOn, endsOn: addDays(startsOn, 21), fallbackStartsOn: null, fallbackEndsOn: null },
  ...{ seats: 12, quotas: { LC: 8, JM: 2 }, countries: ["LC", "JM"], approvals: [] },
  ...{ nominationsCloseOn: addDays(startsOn, -10), quotasReleaseOn: addDays(startsOn, -9) },
  travelCutoffOn: addDays(startsOn, -5),
});

type Course = Pick<NewCohortInput, "curriculumVersionId"> & { cohortId: string };

/** Nomination ids by name. Saint Lucians are put forward by the academy, Jamaicans by their contact point. */
async function fillSeats(
  { owner, people }: DemoContext,
  { cohortId, curriculumVersionId }: Course,
  now: Date,
): Promise<Map<string, string>> {
  const seats = new Map<string, string>();
  for (const learner of LEARNERS) {
    const { name, sex, country, known } = learner;
    const organisation = `${country.toLowerCase()}-police-force`;
    if (!known) await insertOfficer(owner, { name, country, organisation });
    const actor = await actorOf(people.get(country === "LC" ? "academy" : "ncpoc.jm") ?? "");
    const nominationId = await nominateOfficer({ actor, cohortId }, { name, sex, country }, now);
    seats.set(name, nominationId);
    await doLessons(owner, curriculumVersionId, nominationId, learner.lessons);
  }
  return seats;
}

async function doLessons(owner: pg.Client, versionId: string, nominationId: string, count: number) {
  const modules = await asDefiner<{ id: string; personId: string; enrolmentId: string }>(
    owner,
    `select m.id, n.person_id as "personId", n.enrolment_id as "enrolmentId" from nomination n
       join module m on m.curriculum_version_id = $1 and m.kind = 'self_paced' and m.overlay_id is null
     where n.id = $2 and n.enrolment_id is not null order by m.position limit $3`,
    [versionId, nominationId, count],
  );
  const [first] = modules;
  if (!first) return;
  await withActor(await actorOf(first.personId), async (db) => {
    for (const { id: moduleId, enrolmentId } of modules)
      await completeModule(db, { enrolmentId, moduleId, cause: "demonstration" });
  });
}

const atNoon = (on: Day): Date => new Date(`${on}T16:00:00Z`);

/** Fourteen to twenty days ago. */
function mondayTwoWeeksAgo(on: Day): Day {
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
  return addDays(on, -14 - ((weekday + 6) % 7));
}
