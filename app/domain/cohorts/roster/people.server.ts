/** Who stands on a cohort's roster, as far as row-level security shows them to the actor. */
import type { ActorDb } from "~/platform/db/doors.server";
import type { NominationStatus, Sex } from "../schema";
import { type FileRow, fileRow } from "./fields";

export type RosterPerson = {
  nominationId: string;
  personId: string | null;
  fullName: string;
  email: string;
  country: string;
  branch: string;
  professionKey: string;
  profession: string;
  employerId: string | null;
  employer: string | null;
  employerKey: string | null;
  /** More than one organisation is called so. */
  ambiguous: boolean;
  sex: Sex;
  lineManagerEmail: string | null;
  priority: number;
  note: string;
  status: NominationStatus;
};

export const readPeople = (db: ActorDb, cohortId: string, statuses: NominationStatus[]) =>
  db.$queryRaw<RosterPerson[]>`
    select n.id as "nominationId", n.person_id as "personId", n.full_name as "fullName", n.email, n.country, n.branch,
      n.profession_key as "professionKey", f.name as profession, n.employer_id as "employerId", e.name as employer, e.key as "employerKey",
      exists (select 1 from organisation o where lower(o.name) = lower(e.name) and o.id <> e.id) as ambiguous,
      n.sex, n.line_manager_email as "lineManagerEmail", n.priority, n.note, n.status
    from nomination n join profession f on f.key = n.profession_key left join organisation e on e.id = n.employer_id
    where n.cohort_id = ${cohortId}::uuid and n.status = any (${statuses})
    order by n.country, n.sort_name, n.id`;

/** A person as a row of the import's own format. */
export const asFileRow = (person: RosterPerson): FileRow =>
  fileRow({
    ...{ email: person.email, fullName: person.fullName, givenName: "", familyName: "" },
    ...{ country: person.country, profession: person.profession, branch: person.branch },
    employer: (person.ambiguous ? person.employerKey : person.employer) ?? "",
    sex: person.sex === "not_stated" ? "" : person.sex,
    lineManagerEmail: person.lineManagerEmail ?? "",
    priority: person.priority === 0 ? "" : String(person.priority),
    note: person.note,
  });

export type RosterTeacher = { personId: string; name: string; email: string; country: string };

/** Whoever teaches a session and whose account the actor may see. */
export const readTeachers = (db: ActorDb, cohortId: string) =>
  db.$queryRaw<RosterTeacher[]>`
    select distinct on (s.person_id) s.person_id as "personId", s.name, p.email, s.country
    from session_trainer s join person p on p.id = s.person_id where s.cohort_id = ${cohortId}::uuid order by s.person_id`;
