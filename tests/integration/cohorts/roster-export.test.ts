/** A roster leaves as a table that can be edited and come back, and as a OneRoster archive that others can read. */
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { fromBuffer } from "yauzl";
import { uploadRoster } from "~/domain/cohorts/commands/upload-roster.server";
import { exportOneRoster, exportRoster } from "~/domain/cohorts/queries/roster-export.server";
import type { Actor } from "~/domain/kernel/actor";
import { csvResponse } from "~/web/csv.server";
import {
  createAcademy,
  createCohort,
  type TestAcademy,
  type TestCohort,
} from "../../factories/cohorts";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { apply, rowsOf, statesOf, upload } from "../../factories/rosters";
import { testDatabase } from "../../setup";

const database = await testDatabase();
let academy: TestAcademy;
let cohort: TestCohort;
let jamaica: Actor;

const HEADINGS = "E-mail,Full name,Country,Profession,Employer,Sex,Line manager,Priority,Note";
const LINES = [
  'ada@x.test,"Laurent, Ada Marie",LC,Investigator,lc-police,F,boss@x.test,2,"=1+1, two\nlines"',
  "ben@x.test,Ben St. Clair,LC,Magistrate,,,,,",
  "Zoë@X.test,Zoë Núñez,LC,Prosecutor,,not stated,,,-5",
];

beforeAll(async () => {
  academy = await createAcademy(database);
  await ensureOrganisation(database, "lc-police", "LC");
  await ensureOrganisation(database, "jm-police", "JM");
  jamaica = await createPerson(database, {
    country: "JM",
    grants: [{ role: "ncpoc", country: "JM" }],
  });
  cohort = await createCohort(database, { academy, seats: 20 });
  const own = await upload(academy.manager, { ...cohort, headings: HEADINGS }, LINES);
  await apply(academy.manager, own.importId);
  expect(await statesOf(database, own.importId)).toEqual(["added", "added", "added"]);
  const theirs = await upload(jamaica, { ...cohort, country: "JM" }, [
    "dee@x.test,Dee Francis,JM,Investigator,jm-police,F",
  ]);
  await apply(jamaica, theirs.importId);
});

const fileOf = async (actor: Actor) => {
  const { rows } = await exportRoster(actor, cohort.cohortId);
  return Buffer.from(await csvResponse("roster", rows).arrayBuffer());
};
const uploadFile = (bytes: Buffer) =>
  uploadRoster(academy.manager, {
    ...{ cohortId: cohort.cohortId, country: null, fileName: "roster.csv", bytes },
    straightOn: true,
  });

test("the exported table, uploaded again as it is, changes nothing", async () => {
  const { importId, status } = await uploadFile(await fileOf(academy.manager));
  expect(status).toBe("review");
  await apply(academy.manager, importId);
  expect(await statesOf(database, importId)).toEqual(Array(4).fill("unchanged"));
});

test("a file with fewer columns changes what it says and takes nothing away", async () => {
  const headings = "E-mail,Full name,Country,Profession";
  const short = "ada@x.test,Ada M. Laurent,LC,Investigator";
  const shorter = await upload(academy.manager, { ...cohort, headings }, [short]);
  await apply(academy.manager, shorter.importId);
  expect(await statesOf(database, shorter.importId)).toEqual(["changed"]);
  const [ada] = await database.sql(
    "select full_name, note, priority, sex, line_manager_email, employer_id is null as unemployed from nomination where email = 'ada@x.test'",
  );
  expect(ada).toEqual({
    ...{ full_name: "Ada M. Laurent", note: "=1+1, two\nlines", priority: 2, sex: "female" },
    ...{ line_manager_email: "boss@x.test", unemployed: false },
  });
});

test("edited and uploaded again it changes what was edited", async () => {
  const text = (await fileOf(academy.manager)).toString();
  expect(text).toContain("'=1+1");
  const edited = text.replace("Magistrate", "Superior court judge");
  const { importId } = await uploadFile(Buffer.from(edited));
  await apply(academy.manager, importId);
  const changed = (await rowsOf(database, importId)).filter(({ state }) => state === "changed");
  expect(changed).toHaveLength(1);
  const [ben] = await database.sql(
    "select profession_key, branch from nomination where email = 'ben@x.test'",
  );
  expect(ben).toEqual({ profession_key: "judge_superior", branch: "judicial" });
});

test("a contact point exports their own country's people only; a learner nobody's", async () => {
  const { rows } = await exportRoster(jamaica, cohort.cohortId);
  expect(rows.map((row) => row["E-mail"])).toEqual(["dee@x.test"]);
  const haiti = await createPerson(database, {
    country: "HT",
    grants: [{ role: "ncpoc", country: "HT" }],
  });
  expect((await exportRoster(haiti, cohort.cohortId)).rows).toEqual([]);
  const learner = await createPerson(database);
  await expect(exportRoster(learner, cohort.cohortId)).rejects.toThrow("may_not_see_roster");
  await expect(exportOneRoster(learner, cohort.cohortId)).rejects.toThrow("may_not_see_roster");
});

/** Section 4 of the OneRoster CSV Binding 1.2.1, column by column. */
const BINDING: Record<string, string> = {
  manifest: "propertyName,value",
  academicSessions:
    "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
  orgs: "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
  courses:
    "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
  classes:
    "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
  users:
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
  roles:
    "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
  enrollments:
    "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
};

function unzip(archive: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return reject(error);
      const files = new Map<string, string>();
      zip.on("end", () => resolve(files));
      zip.on("entry", (entry) =>
        zip.openReadStream(entry, async (_error, stream) => {
          const chunks: Buffer[] = [];
          for await (const chunk of stream ?? []) chunks.push(chunk as Buffer);
          files.set(entry.fileName.replace(".csv", ""), Buffer.concat(chunks).toString());
          zip.readEntry();
        }),
      );
      zip.readEntry();
    });
  });
}

type Row = Record<string, string>;
const records = (text: string | undefined): Row[] => parse(text ?? "", { columns: true });

test("the OneRoster archive has the binding's files and columns, in order, and every reference resolves", async () => {
  const { archive } = await exportOneRoster(academy.manager, cohort.cohortId);
  const files = await unzip(archive);
  expect([...files.keys()].sort()).toEqual(Object.keys(BINDING).sort());
  for (const [name, columns] of Object.entries(BINDING)) {
    const header = files.get(name)?.split("\r\n")[0] ?? "";
    expect(
      header
        .split(",")
        .filter((column) => !column.startsWith("metadata."))
        .join(","),
    ).toBe(columns);
    expect(header.startsWith(columns)).toBe(true);
  }
  const read = (name: string) => records(files.get(name));
  const idsOf = (name: string) => new Set(read(name).map(({ sourcedId }) => sourcedId));
  const resolves = (name: string, column: string, target: string) => {
    for (const row of read(name))
      if (row[column]) expect(idsOf(target).has(row[column])).toBe(true);
  };
  resolves("classes", "courseSourcedId", "courses");
  resolves("classes", "schoolSourcedId", "orgs");
  resolves("classes", "termSourcedIds", "academicSessions");
  resolves("courses", "orgSourcedId", "orgs");
  resolves("users", "primaryOrgSourcedId", "orgs");
  resolves("roles", "userSourcedId", "users");
  resolves("roles", "orgSourcedId", "orgs");
  for (const [column, target] of [
    ["classSourcedId", "classes"],
    ["schoolSourcedId", "orgs"],
    ["userSourcedId", "users"],
  ] as const)
    resolves("enrollments", column, target);
  const stated = new Map(read("manifest").map(({ propertyName, value }) => [propertyName, value]));
  expect(stated.get("oneroster.version")).toBe("1.2");
  for (const name of files.keys())
    if (name !== "manifest") expect(stated.get(`file.${name}`)).toBe("bulk");
  expect(stated.get("file.results")).toBe("absent");
  expect(read("academicSessions")[0]).toMatchObject({ startDate: cohort.startsOn, type: "term" });
  expect(new Set(read("enrollments").map(({ role }) => role))).toEqual(new Set(["student"]));
});

test("only who holds a seat is in the archive, and a contact point's has only their own people", async () => {
  const users = async (actor: Actor) => {
    const { archive } = await exportOneRoster(actor, cohort.cohortId);
    return records((await unzip(archive)).get("users")).map(({ email }) => email);
  };
  expect((await users(academy.manager)).sort()).toEqual([
    "ada@x.test",
    "ben@x.test",
    "dee@x.test",
    "zoë@x.test",
  ]);
  expect(await users(jamaica)).toEqual(["dee@x.test"]);
});

test("the archive comes back as the same people, and changes nothing", async () => {
  const { archive } = await exportOneRoster(academy.manager, cohort.cohortId);
  const { importId, status } = await uploadFile(archive);
  expect(status).toBe("review");
  await apply(academy.manager, importId);
  expect(await statesOf(database, importId)).toEqual(Array(4).fill("unchanged"));
});

test("a session's trainers are its teachers, once their account is the actor's to see", async () => {
  const trainer = await createPerson(database, {
    organisation: academy.key,
    fullName: "Marlon van den Berg",
  });
  const session = "0190a000-0000-7000-8000-00000000000a";
  await database.sql(
    "insert into cohort_session (id, cohort_id, organisation_id, title, starts_at, ends_at, zone) values ($1, $2, $3, 'Day 1', now(), now() + interval '1 hour', 'UTC')",
    [session, cohort.cohortId, academy.organisationId],
  );
  await database.sql(
    "insert into session_trainer (session_id, cohort_id, organisation_id, person_id, country, branch, name) values ($1, $2, $3, $4, 'LC', 'general', 'Marlon van den Berg')",
    [session, cohort.cohortId, academy.organisationId, trainer.personId],
  );
  const teachers = async () => {
    const { archive } = await exportOneRoster(academy.manager, cohort.cohortId);
    return records((await unzip(archive)).get("enrollments")).filter(
      ({ role }) => role === "teacher",
    );
  };
  expect(await teachers()).toEqual([]);
  await database.sql(
    "insert into disclosure (id, person_id, organisation_id, fields, until_on, reason) values (gen_random_uuid(), $1, $2, array['name'], current_date + 30, 'trainer')",
    [trainer.personId, academy.organisationId],
  );
  expect(await teachers()).toMatchObject([{ userSourcedId: trainer.personId, primary: "true" }]);
});

test("a list without dates has no term to stand in, and says so", async () => {
  const undated = await createCohort(database, { academy, startsOn: null });
  await expect(exportOneRoster(academy.manager, undated.cohortId)).rejects.toThrow(
    "cohort_without_dates",
  );
});
