/**
 * A cohort as a OneRoster 1.2 CSV archive in bulk mode: status and date of change are left empty, as the binding asks of bulk files;
 * a file that would have no rows is absent. Our ids are its ids: class and term are the cohort, enrolments the nominations.
 */
import { stringify } from "csv-stringify/sync";
import { ZipFile } from "yazl";
import type { CohortRecord } from "../cohort.server";
import {
  MANIFEST_FILES,
  ONEROSTER_COLUMNS,
  type OneRosterFile,
  type OneRosterRow,
} from "./oneroster-files";
import type { RosterPerson, RosterTeacher } from "./people.server";

export type DatedCohort = CohortRecord & { startsOn: string; endsOn: string };

type Roster = { cohort: DatedCohort; students: RosterPerson[]; teachers: RosterTeacher[] };
type Files = { [F in Exclude<OneRosterFile, "manifest">]: OneRosterRow<F>[] };

export async function writeOneRoster(roster: Roster): Promise<Buffer> {
  const files: Files = {
    academicSessions: [term(roster.cohort)],
    orgs: orgs(roster),
    courses: [course(roster.cohort)],
    classes: [group(roster.cohort)],
    users: users(roster),
    roles: roles(roster),
    enrollments: enrolments(roster),
  };
  const present = Object.entries(files).filter(([, rows]) => rows.length > 0);
  const manifest = manifestOf(new Set(present.map(([name]) => name)));
  return zipped([["manifest", manifest], ...present] as [OneRosterFile, object[]][]);
}

const manifestOf = (present: Set<string>): OneRosterRow<"manifest">[] =>
  [
    ["manifest.version", "1.0"],
    ["oneroster.version", "1.2"],
    ...MANIFEST_FILES.map((name) => [`file.${name}`, present.has(name) ? "bulk" : "absent"]),
    ["source.systemName", "Breakwater"],
    ["source.systemCode", "breakwater"],
  ].map(([propertyName, value]) => ({ propertyName, value }));

function zipped(files: [OneRosterFile, object[]][]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, rows] of files) zip.addBuffer(Buffer.from(csv(name, rows)), `${name}.csv`);
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on("end", () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on("error", reject);
  });
}

/** Cells that a spreadsheet would run are disarmed here too. */
const csv = (name: OneRosterFile, rows: object[]): string =>
  stringify(rows, {
    ...{ header: true, columns: [...ONEROSTER_COLUMNS[name]], record_delimiter: "windows" },
    escape_formulas: true,
  });

const term = ({ id, title, startsOn, endsOn }: DatedCohort): OneRosterRow<"academicSessions"> => ({
  ...{ sourcedId: id, title, type: "term", startDate: startsOn, endDate: endsOn },
  schoolYear: endsOn.slice(0, 4),
});

function orgs({ cohort, students }: Roster): OneRosterRow<"orgs">[] {
  const academy = { sourcedId: cohort.organisationId, name: cohort.organisation, type: "school" };
  const employers = new Map(
    students.flatMap(({ employerId, employer, employerKey }) =>
      employerId && employerId !== cohort.organisationId
        ? [[employerId, { name: employer ?? "", identifier: employerKey ?? "" }]]
        : [],
    ),
  );
  const own = students.find(({ employerId }) => employerId === cohort.organisationId);
  return [
    { ...academy, identifier: own?.employerKey ?? "" },
    ...[...employers].map(([sourcedId, org]) => ({ sourcedId, ...org, type: "local" })),
  ];
}

const course = (cohort: DatedCohort): OneRosterRow<"courses"> => ({
  ...{ sourcedId: cohort.curriculumVersionId, title: cohort.curriculum },
  ...{ courseCode: cohort.curriculumKey, orgSourcedId: cohort.organisationId },
});

const group = (cohort: DatedCohort): OneRosterRow<"classes"> => ({
  ...{ sourcedId: cohort.id, title: cohort.title, classCode: cohort.code, classType: "scheduled" },
  ...{ courseSourcedId: cohort.curriculumVersionId, schoolSourcedId: cohort.organisationId },
  termSourcedIds: cohort.id,
});

/** Whoever has no account yet is known by their nomination. */
const userId = ({ personId, nominationId }: RosterPerson): string => personId ?? nominationId;

function users({ students, teachers }: Roster): OneRosterRow<"users">[] {
  const taught = students.map((student) => ({
    ...{ sourcedId: userId(student), enabledUser: "true", username: student.email },
    ...namesOf(student.fullName),
    ...{ email: student.email, primaryOrgSourcedId: student.employerId ?? "" },
    "metadata.breakwater.fullName": student.fullName,
    "metadata.breakwater.country": student.country,
    "metadata.breakwater.profession": student.professionKey,
    "metadata.breakwater.branch": student.branch,
    "metadata.breakwater.sex": student.sex === "not_stated" ? "" : student.sex,
    "metadata.breakwater.priority": student.priority === 0 ? "" : String(student.priority),
  }));
  const seen = new Set(taught.map(({ sourcedId }) => sourcedId));
  const teaching = teachers
    .filter(({ personId }) => !seen.has(personId))
    .map(({ personId, name, email, country }) => ({
      ...{ sourcedId: personId, enabledUser: "true", username: email, email },
      ...namesOf(name),
      "metadata.breakwater.country": country,
    }));
  return [...taught, ...teaching];
}

/** A single name is the given name as well, because the binding wants both. */
function namesOf(fullName: string): { givenName: string; familyName: string } {
  const words = fullName.split(/\s+/);
  const familyName = words.pop() ?? fullName;
  return { givenName: words.join(" ") || familyName, familyName };
}

function roles({ cohort, students, teachers }: Roster): OneRosterRow<"roles">[] {
  const common = { roleType: "primary", orgSourcedId: cohort.organisationId };
  return [
    ...students.map((student) => ({
      ...{ sourcedId: student.nominationId, userSourcedId: userId(student), role: "student" },
      ...common,
    })),
    ...teachers.map(({ personId }) => ({
      ...{ sourcedId: personId, userSourcedId: personId, role: "teacher" },
      ...common,
    })),
  ];
}

function enrolments({ cohort, students, teachers }: Roster): OneRosterRow<"enrollments">[] {
  const common = {
    ...{ classSourcedId: cohort.id, schoolSourcedId: cohort.organisationId },
    ...{ beginDate: cohort.startsOn, endDate: cohort.endsOn },
  };
  return [
    ...students.map((student) => ({
      ...{ sourcedId: student.nominationId, userSourcedId: userId(student), role: "student" },
      ...{ primary: "false", ...common },
    })),
    ...teachers.map(({ personId }, index) => ({
      ...{ sourcedId: `${cohort.id}-${personId}`, userSourcedId: personId, role: "teacher" },
      ...{ primary: index === 0 ? "true" : "false", ...common },
    })),
  ];
}
