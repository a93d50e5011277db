import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, test } from "vitest";
import { keepSheet } from "~/domain/cohorts/commands/keep-sheet.server";
import { scheduleSession } from "~/domain/cohorts/commands/schedule-session.server";
import { getSheet, getSheetFile } from "~/domain/cohorts/queries/attendance.server";
import { newId } from "~/domain/kernel/ids";
import { openObject } from "~/platform/storage/storage.server";
import { createPerson } from "../../factories/identity";
import {
  book,
  createTraining,
  nominate,
  type Participant,
  sessionForm,
  settle,
  type Training,
} from "../../factories/sessions";
import { testDatabase } from "../../setup";
import { reasonOf } from "./reason";

const database = await testDatabase();
let training: Training;
let ann: Participant;
let ref: { cohortId: string; sessionId: string };

beforeAll(async () => {
  training = await createTraining(database, { seats: 1 });
  ann = await book(database, training, { fullName: "Ann Able" });
  const { sessionIds } = await scheduleSession(
    training.manager,
    training.cohortId,
    sessionForm({ roomId: training.roomId }),
  );
  ref = { cohortId: training.cohortId, sessionId: sessionIds[0] ?? "" };
});

async function file(bytes: string | Buffer): Promise<string> {
  const path = join(tmpdir(), `sheet-${newId()}`);
  await writeFile(path, bytes);
  return path;
}
const keep = async (bytes: string | Buffer, fileName = "scan.pdf", actor = training.instructor) =>
  keepSheet(actor, ref, { filePath: await file(bytes), fileName });

describe("the sign-in sheet", () => {
  test("lists who has a seat, and apart from them who waits", async () => {
    const waiting = await nominate(
      database,
      training,
      (await createPerson(database, { fullName: "Wanda Waits" })).personId,
    );
    expect(await settle(training, waiting.nominationId, "booked")).toBe("waitlisted");
    const sheet = await getSheet(training.instructor, ref);
    expect(sheet.booked.map(({ fullName }) => fullName)).toEqual(["Ann Able"]);
    expect(sheet.waiting.map(({ fullName }) => fullName)).toEqual(["Wanda Waits"]);
    expect(sheet.place).toBe("Hall, The Academy, 1 Harbour Road");
    expect(await reasonOf(getSheet(ann.actor, ref))).toMatchObject({ reason: "may_not_teach" });
  });

  test("keeps a scan once, byte for byte, under a plain name, with an audit event", async () => {
    const kept = await keep("%PDF-1.7 signed", '../../etc/"pass\r\nwd".pdf');
    expect(kept.isNew).toBe(true);
    expect(await keep("%PDF-1.7 signed")).toEqual({ sheetId: kept.sheetId, isNew: false });
    const found = await getSheetFile(training.manager, { ...ref, sheetId: kept.sheetId });
    expect(found).toMatchObject({ mediaType: "application/pdf", bytes: 15 });
    expect(found.name).not.toMatch(/["\r\n/\\]/);
    expect(await text(openObject(found.sha256))).toBe("%PDF-1.7 signed");
    const audit = await database.sql("select action from audit_event where subject_id = $1", [
      kept.sheetId,
    ]);
    expect(audit).toEqual([{ action: "attendance.sheet-kept" }]);
  });

  test.each([
    ["a page of a website", "<!doctype html><script>alert(1)</script>", "sheet_not_readable"],
    ["a picture that is a script", "<svg onload='alert(1)'/>", "sheet_not_readable"],
    ["nothing", "", "sheet_not_readable"],
    [
      "a PDF too large",
      Buffer.concat([Buffer.from("%PDF-"), Buffer.alloc(16 * 1024 * 1024)]),
      "sheet_too_large",
    ],
  ])("refuses %s, whatever its name", async (_what, bytes, reason) => {
    expect(await reasonOf(keep(bytes))).toMatchObject({ code: "invalid", reason, field: "file" });
  });

  test("takes pictures of it too", async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);
    const { sheetId } = await keep(png, "scan.html");
    expect(await getSheetFile(training.manager, { ...ref, sheetId })).toMatchObject({
      mediaType: "image/png",
    });
  });

  test("is for the academy's own staff: assessors read it, others neither keep nor find it", async () => {
    const { sheetId } = await keep("%PDF-1.7 for staff");
    const assessor = await createPerson(database, {
      grants: [{ role: "assessor", organisation: training.academy }],
    });
    expect(await getSheetFile(assessor, { ...ref, sheetId })).toMatchObject({ bytes: 18 });
    expect(await reasonOf(keep("%PDF-1.7 x", "x", assessor))).toMatchObject({
      reason: "may_not_teach",
    });
    const elsewhere = await createTraining(database);
    const contact = await createPerson(database, { grants: [{ role: "ncpoc", country: "LC" }] });
    for (const actor of [elsewhere.manager, contact, ann.actor]) {
      expect(await reasonOf(getSheetFile(actor, { ...ref, sheetId }))).toMatchObject({
        reason: "may_not_see_roster",
      });
      expect(await database.rowsAsPerson(actor.personId, "select 1 from sign_in_sheet")).toBe(0);
    }
    const own = { cohortId: elsewhere.cohortId, sessionId: ref.sessionId, sheetId };
    expect(await reasonOf(getSheetFile(elsewhere.manager, own))).toMatchObject({
      code: "not_found",
    });
  });
});
