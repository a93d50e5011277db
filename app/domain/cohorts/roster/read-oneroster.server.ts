/**
 * A OneRoster 1.1 or 1.2 archive as a table of nominees: its active users who are enrolled as students, with the organisation they
 * belong to as employer. Country and profession are not OneRoster's words: they come from our extension columns, or are asked for.
 */
import { CsvError, parse } from "csv-parse/sync";
import { invalid } from "~/domain/kernel/errors";
import { decode } from "./decode";
import { type ArchiveFiles, readArchive } from "./oneroster-archive.server";
import { cleanCell, LIMITS, type Table } from "./read-csv.server";

type Row = Record<string, string | undefined>;
type Rosters = Record<"users" | "roles" | "enrollments" | "orgs" | "demographics", Row[]>;

const HEADERS = [
  ...["E-mail", "Full name", "Country", "Profession", "Branch", "Employer"],
  ...["Sex", "Priority"],
];

const refuse = (reason: string, details: Record<string, unknown> = {}) =>
  invalid(reason, { field: "file", ...details });

/** `cohortId`: where the archive has a class of that id, only its students are read. Throws invalid with what is wrong with the archive. */
export async function readOneRoster(bytes: Buffer, cohortId: string): Promise<Table> {
  const files = await readArchive(bytes);
  checkManifest(files);
  const rosters: Rosters = {
    users: records(files, "users"),
    roles: records(files, "roles"),
    enrollments: records(files, "enrollments"),
    orgs: records(files, "orgs"),
    demographics: records(files, "demographics"),
  };
  const isStudent = studentsOf(rosters, cohortId);
  const beside = besideOf(rosters);
  const rows = rosters.users
    .map((user, index) => ({ user, line: index + 2 }))
    .filter(({ user }) => isActive(user) && user.enabledUser !== "false" && isStudent(user))
    .map(({ user, line }) => ({ line, cells: cellsOf(user, beside) }));
  if (rows.length === 0) throw refuse("oneroster_no_students");
  if (rows.length > LIMITS.rows) throw refuse("too_many_rows", { most: LIMITS.rows });
  return { headers: HEADERS, rows, encoding: "utf-8", delimiter: "," };
}

function checkManifest(files: ArchiveFiles): void {
  if (!files.manifest) throw refuse("oneroster_no_manifest");
  const version = records(files, "manifest").find(
    ({ propertyName }) => propertyName === "oneroster.version",
  )?.value;
  if (!version || !/^1\.[12](\.|$)/.test(version))
    throw refuse("oneroster_version", { version: version ?? "?" });
  if (!files.users) throw refuse("oneroster_no_users");
}

function records(files: ArchiveFiles, name: keyof ArchiveFiles): Row[] {
  const file = files[name];
  if (!file || file.length === 0) return [];
  const [headers = [], ...lines] = table(decode(file).text, `${name}.csv`);
  const names = headers.map((header) => header.trim());
  return lines
    .filter((cells) => cells.some((cell) => cell !== ""))
    .map((cells) =>
      Object.fromEntries(names.map((header, column) => [header, cleanCell(cells[column] ?? "")])),
    );
}

function table(text: string, file: string): string[][] {
  try {
    return parse(text, { relax_column_count: true, relax_quotes: true, to: 200_001 });
  } catch (error) {
    if (error instanceof CsvError)
      throw refuse("oneroster_unreadable", { file, line: Number(error.lines ?? 0) });
    throw error;
  }
}

const isActive = ({ status }: Row) => !status || status === "active";

/** By enrolment; without enrolments by role; with neither everybody. */
function studentsOf({ enrollments, roles, users }: Rosters, cohortId: string) {
  const own = enrollments.filter(({ classSourcedId }) => classSourcedId === cohortId);
  const asked = own.length > 0 ? own : enrollments.length > 0 ? enrollments : roles;
  const students = new Set(
    asked
      .filter((row) => isActive(row) && row.role === "student")
      .map(({ userSourcedId }) => userSourcedId),
  );
  const withRole = users.some(({ role }) => role);
  return (user: Row) =>
    asked.length > 0
      ? students.has(user.sourcedId)
      : withRole
        ? user.role === "student"
        : Boolean(user.sourcedId);
}

type Beside = { org: Map<string, Row>; demographics: Map<string, Row> };

const besideOf = ({ orgs, demographics }: Rosters): Beside => ({
  org: new Map(orgs.map((row) => [row.sourcedId ?? "", row])),
  demographics: new Map(demographics.map((row) => [row.sourcedId ?? "", row])),
});

function cellsOf(user: Row, beside: Beside): string[] {
  const own = (name: string) => user[`metadata.breakwater.${name}`] ?? "";
  const org = beside.org.get(user.primaryOrgSourcedId || user.orgSourcedIds?.split(",")[0] || "");
  const sex = beside.demographics.get(user.sourcedId ?? "")?.sex;
  const names = [user.givenName, user.middleName, user.familyName].filter(Boolean).join(" ");
  return [
    ...[user.email || emailLike(user.username), own("fullName") || names],
    ...[own("country"), own("profession"), own("branch"), org?.identifier || org?.name || ""],
    ...[own("sex") || sex || "", own("priority")],
  ];
}

const emailLike = (username = "") => (username.includes("@") ? username : "");
