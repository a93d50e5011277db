/** Packages that arrive in pieces: nothing that arrived is lost, nothing is imported twice, nobody else's staff come near it. */
import { existsSync, readFileSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "~/domain/kernel/actor";
import { beginUpload, takeWholeUpload } from "~/domain/packages/commands/begin-upload.server";
import {
  cancelUpload,
  expireUploads,
  retryUpload,
} from "~/domain/packages/commands/end-upload.server";
import { importUpload } from "~/domain/packages/commands/import-upload.server";
import { receivePiece } from "~/domain/packages/commands/receive-piece.server";
import { getUpload } from "~/domain/packages/queries/uploads.server";
import { getPackage, listPackages } from "~/domain/packages/queries.server";
import { uploadPath } from "~/platform/storage/uploads.server";
import { createPerson, ensureOrganisation } from "../../factories/identity";
import { writePackage } from "../../fixtures/package";
import { testDatabase } from "../../setup";

const database = await testDatabase();

const MANIFEST = `<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"><organizations default="o"><organization identifier="o"><title>Evidence</title><item identifier="i" identifierref="r"><title>A</title></item></organization></organizations><resources><resource identifier="r" type="webcontent" href="index.html"/></resources></manifest>`;

let manager: Actor;
let colleague: Actor;
let stranger: Actor;
let organisationId: string;

beforeAll(async () => {
  const managerOf = (organisation: string) =>
    createPerson(database, {
      organisation,
      grants: [{ role: "academy_manager", organisation }],
    });
  manager = await managerOf("uploads-academy");
  colleague = await managerOf("uploads-academy");
  stranger = await managerOf("other-academy");
  organisationId = await ensureOrganisation(database, "uploads-academy");
});

let number = 0;

/** A package of its own, as the browser sees it. */
async function aFile(files: Record<string, string> = {}) {
  number += 1;
  const path = await writePackage(`package-${number}`, {
    "imsmanifest.xml": MANIFEST,
    "index.html": `<p>${number}</p>`,
    ...files,
  });
  const bytes = readFileSync(path);
  const fingerprint = number.toString(16).padStart(64, "0");
  return {
    path,
    bytes,
    input: {
      ...{ organisationId, title: undefined, fileName: `package-${number}.zip` },
      ...{ bytes: bytes.length, fingerprint },
    },
  };
}

async function uploaded(actor: Actor = manager, files: Record<string, string> = {}) {
  const file = await aFile(files);
  const { id } = await beginUpload(actor, file.input);
  await receivePiece(actor, id, { offset: 0, bytes: file.bytes });
  return { id, ...file };
}

const jobsOf = (uploadId: string) =>
  database.sql<{ payload: { uploadId: string; personId: string } }>(
    "select payload from outbox where topic = 'packages.upload-complete' and payload ->> 'uploadId' = $1",
    [uploadId],
  );

const versions = async () =>
  (await database.sql<{ n: number }>("select count(*)::int as n from package_version"))[0]?.n ?? 0;

describe("a package that arrives in pieces", () => {
  it("goes on where it was, by a colleague too, and is imported once it is whole", async () => {
    const file = await aFile();
    const { id } = await beginUpload(manager, file.input);
    await receivePiece(manager, id, { offset: 0, bytes: file.bytes.subarray(0, 200) });
    const again = await beginUpload(colleague, file.input);
    expect(again).toMatchObject({ id, received: 200, state: "receiving" });
    const rest = { offset: 200, bytes: file.bytes.subarray(200) };
    expect((await receivePiece(colleague, id, rest)).state).toBe("waiting");
    expect(await jobsOf(id)).toEqual([{ payload: { uploadId: id, personId: colleague.personId } }]);
    await importUpload({ uploadId: id, personId: colleague.personId });
    const done = await getUpload(manager, id);
    expect(done).toMatchObject({ state: "done", isNew: true });
    expect((await getPackage(manager, done.importedAs ?? "")).title).toBe("Evidence");
    expect(existsSync(uploadPath(id))).toBe(false);
  });

  it("takes a piece twice, a piece from the middle, and refuses one from beyond", async () => {
    const file = await aFile();
    const { id } = await beginUpload(manager, file.input);
    const piece = (from: number, to: number) =>
      receivePiece(manager, id, { offset: from, bytes: file.bytes.subarray(from, to) });
    await piece(0, 300);
    expect((await piece(0, 300)).received).toBe(300);
    expect((await piece(0, 100)).received).toBe(300);
    expect((await piece(250, 350)).received).toBe(350);
    await expect(piece(400, 450)).rejects.toMatchObject({
      details: { reason: "piece_out_of_order", expected: 350 },
    });
    await expect(
      receivePiece(manager, id, { offset: 350, bytes: Buffer.alloc(file.bytes.length) }),
    ).rejects.toMatchObject({ details: { reason: "piece_too_long" } });
    expect((await piece(350, file.bytes.length)).state).toBe("waiting");
    expect(Buffer.compare(readFileSync(uploadPath(id)), file.bytes)).toBe(0);
  });

  it("sent by two tabs at once is one upload and one import", async () => {
    const file = await aFile();
    const begun = await Promise.all([1, 2, 3].map(() => beginUpload(manager, file.input)));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    const id = begun[0]?.id ?? "";
    await Promise.all(
      [1, 2, 3].map(() => receivePiece(manager, id, { offset: 0, bytes: file.bytes })),
    );
    expect(await jobsOf(id)).toHaveLength(1);
    const before = await versions();
    const job = { uploadId: id, personId: manager.personId };
    await Promise.all([importUpload(job), importUpload(job)]);
    await importUpload(job);
    expect(await versions()).toBe(before + 1);
    expect((await getUpload(manager, id)).state).toBe("done");
  });

  it("and the same content once more in one form is the package that is there", async () => {
    const first = await uploaded();
    await importUpload({ uploadId: first.id, personId: manager.personId });
    const copy = `${first.path}.copy`;
    await copyFile(first.path, copy);
    const { bytes: _bytes, fingerprint: _fingerprint, ...target } = first.input;
    const whole = await takeWholeUpload(manager, { ...target, filePath: copy });
    await importUpload({ uploadId: whole.id, personId: manager.personId });
    const [one, other] = await Promise.all([
      getUpload(manager, first.id),
      getUpload(manager, whole.id),
    ]);
    expect(other).toMatchObject({ state: "done", isNew: false, importedAs: one.importedAs });
  });

  it("of two imports of the same content that end at once, one makes the package", async () => {
    const [one, two] = [await uploaded(), await aFile()];
    const copy = `${one.path}.twin`;
    await copyFile(one.path, copy);
    const { id } = await beginUpload(manager, { ...two.input, bytes: one.bytes.length });
    await receivePiece(manager, id, { offset: 0, bytes: one.bytes });
    await Promise.all(
      [one.id, id].map((uploadId) => importUpload({ uploadId, personId: manager.personId })),
    );
    const [first, second] = await Promise.all([one.id, id].map((each) => getUpload(manager, each)));
    expect(first?.importedAs).toBe(second?.importedAs);
    expect([first?.isNew, second?.isNew].sort()).toEqual([false, true]);
  });
});

describe("an import that ends otherwise", () => {
  it("says why a package is refused, and keeps nothing of it", async () => {
    const { id } = await uploaded(manager, { "imsmanifest.xml": "<manifest>" });
    const before = await versions();
    await importUpload({ uploadId: id, personId: manager.personId });
    expect(await getUpload(manager, id)).toMatchObject({
      state: "refused",
      refusal: { reason: "xml_malformed" },
    });
    expect(await versions()).toBe(before);
    expect(existsSync(uploadPath(id))).toBe(false);
  });

  it("called off before, during or at the end makes nothing visible", async () => {
    const before = await versions();
    const waiting = await uploaded();
    await cancelUpload(manager, waiting.id);
    await importUpload({ uploadId: waiting.id, personId: manager.personId });
    const running = await uploaded();
    await database.sql("update package_upload set state = 'importing' where id = $1", [running.id]);
    await cancelUpload(colleague, running.id);
    expect((await getUpload(manager, running.id)).state).toBe("importing");
    await importUpload({ uploadId: running.id, personId: manager.personId });
    for (const { id } of [waiting, running]) {
      expect((await getUpload(manager, id)).state).toBe("cancelled");
      expect(existsSync(uploadPath(id))).toBe(false);
    }
    expect(await versions()).toBe(before);
    await expect(cancelUpload(manager, (await imported()).id)).rejects.toMatchObject({
      details: { reason: "upload_over" },
    });
  });

  async function imported() {
    const file = await uploaded();
    await importUpload({ uploadId: file.id, personId: manager.personId });
    return file;
  }

  it("stopped for what the server lacks, it is begun again from what arrived", async () => {
    const { id } = await uploaded();
    await database.sql(
      `update package_upload set state = 'stopped', refusal = '{"reason": "storage_full"}' where id = $1`,
      [id],
    );
    expect((await getUpload(colleague, id)).mayRetry).toBe(true);
    await retryUpload(colleague, id);
    expect(await jobsOf(id)).toHaveLength(2);
    await importUpload({ uploadId: id, personId: colleague.personId });
    expect((await getUpload(manager, id)).state).toBe("done");
    await expect(retryUpload(colleague, id)).rejects.toMatchObject({
      details: { reason: "not_stopped" },
    });
  });

  it("half uploads end after days, with their bytes; what is under way stays", async () => {
    const [old, young] = [await aFile(), await aFile()];
    const ids = await Promise.all(
      [old, young].map(async ({ input, bytes }) => {
        const { id } = await beginUpload(manager, input);
        await receivePiece(manager, id, { offset: 0, bytes: bytes.subarray(0, 100) });
        return id;
      }),
    );
    const [oldId = "", youngId = ""] = ids;
    await database.sql(
      "update package_upload set touched_at = now() - interval '4 days' where id = $1",
      [oldId],
    );
    const { utimes } = await import("node:fs/promises");
    for (const id of ids) await utimes(uploadPath(id), 1, 1);
    await expireUploads();
    expect((await getUpload(manager, oldId)).state).toBe("expired");
    expect((await getUpload(manager, youngId)).state).toBe("receiving");
    expect([oldId, youngId].map((id) => existsSync(uploadPath(id)))).toEqual([false, true]);
    const late = { offset: 100, bytes: old.bytes.subarray(100) };
    expect((await receivePiece(manager, oldId, late)).state).toBe("expired");
  });
});

describe("another academy's staff", () => {
  it("do not see an upload, go on with it, call it off, or begin one for it", async () => {
    const file = await aFile();
    const { id } = await beginUpload(manager, file.input);
    const piece = { offset: 0, bytes: file.bytes };
    for (const attempt of [
      () => getUpload(stranger, id),
      () => receivePiece(stranger, id, piece),
      () => cancelUpload(stranger, id),
      () => retryUpload(stranger, id),
      () => importUpload({ uploadId: id, personId: stranger.personId }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    await expect(beginUpload(stranger, file.input)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listPackages(stranger, { search: "", page: 1 })).uploads).toEqual([]);
    const mine = await listPackages(colleague, { search: "", page: 1 });
    expect(mine.uploads.map((upload) => upload.id)).toContain(id);
    const seen = await database.rowsAsPerson(stranger.personId, "select 1 from package_upload");
    const changed = await database.rowsAsPerson(
      stranger.personId,
      "update package_upload set received = bytes",
    );
    expect([seen, changed]).toEqual([0, 0]);
  });
});
