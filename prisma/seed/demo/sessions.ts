/** The timetable of the regional workshop: five days in the academy's room, each with a day to fall back to. */
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { addDays, dayOf } from "~/domain/kernel/days";
import { asDefiner } from "../definer";
import { WORKSHOP } from "./cohorts";
import { actorOf, type DemoContext } from "./context";

const DAYS = [
  ["Arrival and the first minutes", "09:00", "12:30"],
  ["Securing a scene", "09:00", "15:30"],
  ["Devices and networks", "09:00", "15:30"],
  ["Chain of custody", "09:00", "15:30"],
  ["Exercise at the scene house", "08:30", "14:00"],
] as const;

type Found = {
  id: string;
  zone: string;
  startsOn: Date;
  roomId: string | null;
  trainers: string[];
};

export async function seed({ owner, people }: DemoContext): Promise<void> {
  const [workshop] = await asDefiner<Found>(
    owner,
    `select c.id, c.zone, c.starts_on as "startsOn",
       (select r.id from room r where r.organisation_id = c.organisation_id order by r.capacity desc limit 1) as "roomId",
       array(select t.person_id::text from trainer t where t.organisation_id = c.organisation_id and t.until_on is null order by t.name limit 1) as trainers
     from cohort c join organisation o on o.id = c.organisation_id
     where o.key = 'lc-police-academy' and c.published_at is not null and c.title = $1`,
    [WORKSHOP],
  );
  if (!workshop) return;
  const academy = await actorOf(people.get("academy") ?? "");
  const first = dayOf(workshop.startsOn);
  for (const [index, [title, startTime, endTime]] of DAYS.entries()) {
    const startsOn = addDays(first, index);
    await scheduleSession(academy, workshop.id, {
      ...{ title, startsOn, startTime, endTime, fallbackOn: addDays(startsOn, 21) },
      ...{ moduleId: null, zone: workshop.zone, roomId: workshop.roomId, joiningLink: null },
      ...{ trainerIds: workshop.trainers, note: "", repeatDays: 1, skipWeekends: false },
      ...{ saveAnyway: true, revision: 0 },
    });
  }
}
