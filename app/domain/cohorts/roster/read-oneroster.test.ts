import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { guessColumns } from "./headings";
import { readOneRoster } from "./read-oneroster.server";

const COHORT = "0190a000-0000-7000-8000-000000000001";

function zip(files: Record<string, string | Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(files))
    archive.addBuffer(Buffer.from(content), name);
  archive.end();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    archive.outputStream.on("data", (chunk: Buffer) => chunks.push(chunk));
    archive.outputStream.on("end", () => resolve(Buffer.concat(chunks)));
  });
}

const MANIFEST = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2\n";
const USERS = [
  "sourcedId,status,dateLastModified,enabledUser,username,givenName,familyName,middleName,email,primaryOrgSourcedId",
  "u1,,,true,ada,Ada,Laurent,Marie,ada@x.test,o1",
  "u2,active,,true,ben@x.test,Ben,Charles,,,",
  "u3,tobedeleted,,true,cy,Cy,James,,cy@x.test,o1",
  "u4,,,false,dee,Dee,Francis,,dee@x.test,o1",
  "u5,,,true,teach,Tess,Teacher,,tess@x.test,o1",
].join("\n");
const ORGS = "sourcedId,name,type,identifier\no1,Police Force,local,lc-police\n";
const ENROLLMENTS = [
  "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role",
  `e1,,${COHORT},s,u1,student`,
  "e2,,other,s,u2,student",
  `e3,,${COHORT},s,u5,teacher`,
].join("\n");
const FILES = {
  "manifest.csv": MANIFEST,
  "users.csv": USERS,
  "orgs.csv": ORGS,
  "enrollments.csv": ENROLLMENTS,
};
const read = async (files: Record<string, string | Buffer>, cohortId = COHORT) =>
  readOneRoster(await zip(files), cohortId);
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error.details?.reason,
  );

describe("a OneRoster archive", () => {
  test("gives the students of the cohort's own class, with their organisation as employer", async () => {
    const { headers, rows } = await read(FILES);
    expect(guessColumns(headers)).toMatchObject({ email: 0, fullName: 1, employer: 5 });
    expect(rows).toEqual([
      { line: 2, cells: ["ada@x.test", "Ada Marie Laurent", "", "", "", "lc-police", "", ""] },
    ]);
  });

  test("without a class of that id gives every active student; teachers and closed accounts are left out", async () => {
    const { rows } = await read(FILES, "another");
    expect(rows.map(({ cells }) => cells[0])).toEqual(["ada@x.test", "ben@x.test"]);
  });

  test("may stand in a folder and may say sexes in demographics", async () => {
    const demographics = "sourcedId,status,birthDate,sex\nu1,,,female\n";
    const inFolder = Object.fromEntries(
      Object.entries({ ...FILES, "demographics.csv": demographics }).map(([name, text]) => [
        `export/${name}`,
        text,
      ]),
    );
    expect((await read(inFolder)).rows[0]?.cells.at(-2)).toBe("female");
  });
});

const without = (name: keyof typeof FILES) =>
  Object.fromEntries(Object.entries(FILES).filter(([file]) => file !== name));

test.each([
  ["no manifest", without("manifest.csv"), "oneroster_no_manifest"],
  [
    "another version",
    { ...FILES, "manifest.csv": MANIFEST.replace("1.2", "2.0") },
    "oneroster_version",
  ],
  ["no users", without("users.csv"), "oneroster_no_users"],
  [
    "nobody enrolled",
    { ...FILES, "users.csv": `${USERS.split("\n")[0]}\n` },
    "oneroster_no_students",
  ],
  ["a workbook", { "xl/workbook.xml": "<x/>" }, "spreadsheet_file"],
  [
    "a zip bomb",
    { ...FILES, "users.csv": Buffer.alloc(64 * 1024 * 1024, "a") },
    "archive_too_large",
  ],
  ["an open quote", { ...FILES, "orgs.csv": 'sourcedId,name\no1,"Police' }, "oneroster_unreadable"],
])("with %s is refused by name", async (_name, files, reason) => {
  expect(await reasonOf(read(files))).toBe(reason);
});

test("an archive that lies about its sizes or is cut off is refused", async () => {
  const whole = await zip(FILES);
  expect(await reasonOf(readOneRoster(whole.subarray(0, 200), COHORT))).toBe("not_a_zip");
  const broken = Buffer.from(whole);
  broken.fill(0xff, 40, 90);
  expect(await reasonOf(readOneRoster(broken, COHORT))).toBe("archive_damaged");
});
